using Collegue.Gateway.Accounts;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

public sealed class Budgets(GatewayServer server) : BudgetsContract(server), IClassFixture<GatewayServer>;

public sealed class BudgetsOnPostgres(PostgresGatewayServer server) : BudgetsContract(server), IClassFixture<PostgresGatewayServer>
{
    [Fact]
    public async Task Two_nodes_let_through_together_what_the_budget_pays_for()
    {
        await using var second = new SecondNode(Server);
        await second.InitializeAsync();

        Assert.Equal(50, await AttackAsync([Server.Address, second.Address]));
    }
}

public sealed class PostgresGatewayServer : GatewayServer
{
    protected override bool OnPostgres => true;
}

/// <summary>Another process on the database of the first.</summary>
internal sealed class SecondNode(GatewayServer first) : ProductServer
{
    protected override bool Demo => false;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, first.Database!.Value];
}

/// <summary>Budgets and limits, seen from outside.</summary>
public abstract class BudgetsContract(GatewayServer server)
{
    private const int CallMicros = 10_000;

    protected GatewayServer Server => server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_calls_at_once_against_a_budget_for_fifty_let_fifty_through() => Assert.Equal(50, await AttackAsync([server.Address]));

    [Fact]
    public async Task A_limit_for_a_minute_says_when_to_come_back_and_what_is_left()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();
        await LimitAsync(model, LimitMeasure.Requests, LimitPeriod.Minute, 2);

        using var first = await program.SendJsonAsync(Asking.Chat(model));
        using var second = await program.SendJsonAsync(Asking.Chat(model));
        using var third = await program.SendJsonAsync(Asking.Chat(model));

        // A minute may end between two of the three calls; then the third one is the first or second of the next.
        Assert.Equal("2", first.Headers.GetValues("x-ratelimit-limit-requests").Single());
        Assert.Equal("1", first.Headers.GetValues("x-ratelimit-remaining-requests").Single());
        Assert.True((int)third.StatusCode is 429 or 200);
        Assert.Equal((int)third.StatusCode == 429, third.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task What_a_call_took_is_counted_for_its_key_and_day()
    {
        await using var upstream = await Upstream.StartAsync();
        var served = await server.ModelAsync(upstream.Address, model: declared => (declared.InputMicros, declared.OutputMicros) = (1_000_000, 2_000_000));
        var model = await server.RouterAsync([served]);
        using var program = await server.ProgramAsync();

        await program.AskAsync(new { model, messages = Array.Empty<object>() });
        await program.AskAsync(new { model, messages = Array.Empty<object>() });
        var use = await server.UseAsync(model, 2);

        Assert.Equal((2L, 0L, 24L, 6L, 36L), (use.Calls, use.Failures, use.InputTokens, use.OutputTokens, use.CostMicros));
        Assert.Equal(served, use.ModelId);
    }

    [Fact]
    public async Task Without_usage_of_the_server_what_was_said_is_counted_and_not_what_is_around_it()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.EventsAsync(http,
            "{\"id\":\"chatcmpl-0123456789\",\"object\":\"chat.completion.chunk\",\"model\":\"served\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Bonjour, \"}}]}",
            "{\"id\":\"chatcmpl-0123456789\",\"object\":\"chat.completion.chunk\",\"model\":\"served\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Madame.\"},\"finish_reason\":\"stop\"}]}",
            "[DONE]");
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        await program.StreamAsync(Asking.Chat(model, ",\"stream\":true"));
        var use = await server.UseAsync(model);

        // Sixteen letters, three a token.
        Assert.Equal(6L, use.OutputTokens);
    }

    [Fact]
    public async Task Calls_at_the_addresses_of_other_servers_count_like_all_others()
    {
        using var program = await server.ProgramAsync(organisation: GatewayServer.Community);
        await LimitAsync(null, LimitMeasure.Requests, LimitPeriod.Day, 2, GatewayServer.Community);

        var statuses = new List<int>();
        for (var call = 0; call < 3; call++)
        {
            using var response = await program.SendJsonAsync("{\"inputs\":\"la mairie\"}", "/embed");
            statuses.Add((int)response.StatusCode);
        }

        var use = await server.UseAsync("collegue-embed", 2, GatewayServer.Community);

        Assert.Equal([200, 200, 429], statuses);
        Assert.Equal(("collegue-embed", 2L, 4L), (use.Router, use.Calls, use.InputTokens));
    }

    /// <summary>How many of two hundred calls at once are answered, when their price fits fifty times into the budget.</summary>
    protected async Task<int> AttackAsync(IReadOnlyList<Uri> nodes)
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, model: declared => declared.CallMicros = CallMicros)]);
        using var program = await server.ProgramAsync();
        await LimitAsync(model, LimitMeasure.Micros, LimitPeriod.Ever, 50 * CallMicros);

        var calls = Enumerable.Range(0, 200).Select(async call =>
        {
            using var content = new StringContent(Asking.Chat(model), System.Text.Encoding.UTF8, "application/json");
            using var response = await program.PostAsync(new Uri(nodes[call % nodes.Count], "/v1/chat/completions"), content, Cancellation);
            var body = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.True((int)response.StatusCode == 200 || ((int)response.StatusCode == 429 && body.Contains("insufficient_quota", StringComparison.Ordinal)), body);
            return (int)response.StatusCode;
        });
        var statuses = await Task.WhenAll(calls);

        Assert.Equal(upstream.Requests.Count, statuses.Count(status => status == 200));
        return upstream.Requests.Count;
    }

    private Task LimitAsync(string? router, LimitMeasure measure, LimitPeriod period, long most, string organisation = GatewayServer.Town) => server.DoAsync(organisation, async services =>
    {
        var db = services.GetRequiredService<CollegueDb>();
        db.GatewayLimits.Add(new GatewayLimit
        {
            OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
            Id = Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow()),
            Subject = LimitSubject.Organisation,
            SubjectId = Guid.Empty,
            RouterId = router is null ? Guid.Empty : await db.GatewayRouters.Where(row => row.Name == router).Select(row => row.Id).SingleAsync(Cancellation),
            Measure = measure,
            Period = period,
            Most = most,
        });
        await db.SaveChangesAsync(Cancellation);
        services.GetRequiredService<QuotaLedger>().Refresh();
    });
}
