using Collegue.Gateway.Accounts.Usage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>What was used is told by key, user, department, model, organisation and day, and given to spreadsheets.</summary>
public sealed class UsageReportTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Last = new(2026, 11, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Uses_are_summed_under_the_names_of_today(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var agent = await database.AddAgentAsync();
        var key = await AddKeyAsync(database, organisation, "=HYPERLINK(\"http://x\")");
        var model = await AddModelAsync(database, organisation);
        await AddUseAsync(database, organisation, 20261124, key.Id, agent.Id, model, 3);
        await AddUseAsync(database, organisation, 20261125, key.Id, Guid.Empty, model, 2);
        await AddUseAsync(database, organisation, 20261125, database.Rows.NewId(), Guid.Empty, Guid.Empty, 1);
        await AddUseAsync(database, organisation, 20261201, key.Id, agent.Id, model, 100);
        var stranger = await database.AddOrganisationAsync();
        await AddUseAsync(database, stranger, 20261124, key.Id, agent.Id, model, 100);
        await AddUseAsync(database, stranger, 20261124, key.Id, agent.Id, database.Rows.NewId(), 1000);

        var byKey = await ReadAsync(database, organisation, UsageGrouping.Key);
        Assert.Equal([(key.Name, 5L), (null, 1L)], byKey.Lines.Select(line => (line.Name, line.Figures.Calls)).ToArray<(string?, long)>());
        Assert.Equal(new UsageFigures(6, 6, 60, 600, 0.6m, 6000m, 6 * 0.0217m, 6000), byKey.Total);
        Assert.Contains("RTE", byKey.CarbonSource, StringComparison.Ordinal);

        var byUser = await ReadAsync(database, organisation, UsageGrouping.User);
        Assert.Equal([("Claude Fontanel", 3L), (null, 3L)], byUser.Lines.Select(line => (line.Name, line.Figures.Calls)).Order().Reverse().ToArray<(string?, long)>());

        var byDay = await ReadAsync(database, organisation, UsageGrouping.Day);
        Assert.Equal([(new DateOnly(2026, 11, 24), 3L), (new DateOnly(2026, 11, 25), 3L)], byDay.Lines.Select(line => (line.Day!.Value, line.Figures.Calls)));

        var byModel = await ReadAsync(database, organisation, UsageGrouping.Model);
        Assert.Equal(["petit", "petit"], byModel.Lines.Select(line => line.Name));
        Assert.Equal(5, byModel.Lines.Single(line => line.Detail is not null).Figures.Calls);

        var byOrganisation = await ReadAsync(database, organisation, UsageGrouping.Organisation, [stranger.Id]);
        Assert.Equal([100L, 6L], byOrganisation.Lines.Select(line => line.Figures.Calls));
        Assert.Equal(stranger.Name, byOrganisation.Lines[0].Name);
        Assert.Equal([6L], (await ReadAsync(database, organisation, UsageGrouping.Organisation)).Lines.Select(line => line.Figures.Calls));
        Assert.Single((await ReadAsync(database, organisation, UsageGrouping.Department)).Lines);
    }

    [Fact]
    public async Task A_name_that_a_spreadsheet_would_run_is_text()
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        var organisation = await database.AddOrganisationAsync();
        var key = await AddKeyAsync(database, organisation, "=1+1;\"x\"");
        await AddUseAsync(database, organisation, 20261124, key.Id, Guid.Empty, Guid.Empty, 2);
        await using var text = new StringWriter();

        await UsageCsv.WriteAsync(text, await ReadAsync(database, organisation, UsageGrouping.Key), line => line.Name, Token);

        var lines = text.ToString().Split("\r\n");
        Assert.StartsWith("id;day;name;", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{key.Id};;\"'=1+1;\"\"x\"\"\";;2;2;20;200;0.2;2000;0.0434;2000;", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(";;total;;2;2;20;200;0.2;2000;0.0434;2000;", lines[2], StringComparison.Ordinal);
        Assert.Equal("", lines[3]);
        Assert.Equal(4, lines.Length);
    }

    private static async Task<UsageView> ReadAsync(
        TestDatabase database, Organisation organisation, UsageGrouping by, IReadOnlyCollection<Guid>? below = null)
    {
        await using var session = await database.OpenAsync(organisation);
        using var services = new ServiceCollection().AddOptions<CarbonOptions>().Services.BuildServiceProvider();
        using var scope = services.CreateScope();
        var report = new UsageReport(session.Db, session.Scope, scope.ServiceProvider.GetRequiredService<IOptionsSnapshot<CarbonOptions>>());
        return await report.ReadAsync(new UsageQuestion(First, Last, by, below), Token);
    }

    private static Task<ApiKey> AddKeyAsync(TestDatabase database, Organisation organisation, string name) => database.AddAsync(organisation, new ApiKey
    {
        OrganisationId = organisation.Id,
        Id = database.Rows.NewId(),
        Name = name,
        Prefix = "col_0000",
        Hash = "00",
        Scopes = ApiScopes.Models,
        CreatedAt = database.Rows.Now,
    });

    private static async Task<Guid> AddModelAsync(TestDatabase database, Organisation organisation)
    {
        var server = await database.AddAsync(organisation, database.Rows.ModelServer(organisation));
        return (await database.AddAsync(organisation, database.Rows.LanguageModel(server))).Id;
    }

    private static Task<GatewayUse> AddUseAsync(TestDatabase database, Organisation organisation, int day, Guid key, Guid agent, Guid model, long calls) =>
        database.AddAsync(organisation, new GatewayUse
        {
            OrganisationId = organisation.Id,
            Day = day,
            KeyId = key,
            AgentId = agent,
            DepartmentId = Guid.Empty,
            Router = "petit",
            ModelId = model,
            Kind = GatewayCallKind.Chat,
            Calls = calls,
            Failures = calls,
            InputTokens = 10 * calls,
            OutputTokens = 100 * calls,
            CostMicros = 100_000 * calls,
            MilliwattHours = 1_000_000 * calls,
            Milliseconds = 1_000 * calls,
        });
}
