using System.Net;
using Collegue.Casework;
using Collegue.Casework.Intake;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Web.Tests.Desk;

/// <summary>The product on a clock that tests move, with thirty seconds to think again.</summary>
public class ThinkingServer : ProductServer
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Casework:UndoSeconds", "30")];

    protected override void Adapt(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
}

public sealed class ThinkingServerOnPostgres : ThinkingServer
{
    protected override bool OnPostgres => true;
}

public sealed class ThinkingAgainOnSqlite(ThinkingServer server) : ThinkingAgain(server), IClassFixture<ThinkingServer>;

public sealed class ThinkingAgainOnPostgres(ThinkingServerOnPostgres server) : ThinkingAgain(server), IClassFixture<ThinkingServerOnPostgres>;

/// <summary>A reply waits before it leaves, and can be stopped until then.</summary>
public abstract class ThinkingAgain(ThinkingServer server)
{
    private const string Commune = "sainte-amarelle";
    private const string Edited = $"Bonjour Jeanne,\n\n{SeededCase.FirstSentence}";

    [Fact]
    public async Task A_reply_leaves_after_thirty_seconds_and_only_once()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var waiting = await SendAsync(agent, seeded);
        using var citizen = server.Visit();
        var before = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");
        var departure = await DepartureAsync(seeded);
        await LeaveAsync(departure);
        await LeaveAsync(departure);
        var after = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");

        Assert.Contains("La réponse va partir", waiting.Text, StringComparison.Ordinal);
        Assert.False(waiting.Offers("save"));
        Assert.DoesNotContain("Bonjour Jeanne", before.Text, StringComparison.Ordinal);
        Assert.Contains("Bonjour Jeanne", after.Text, StringComparison.Ordinal);
        Assert.Equal(departure.PlannedAt.AddSeconds(30), departure.LeavesAt);
        Assert.Equal(departure.LeavesAt, (await JobAsync(departure)).DueAt);
        Assert.Equal(1, await server.ReadAsync(Commune, db => db.Replies.CountAsync(row => row.CaseId == seeded.Id)));
        Assert.Equal(1, await server.ReadAsync(Commune, db => db.OutboxMessages.CountAsync(row => row.CaseId == seeded.Id)));
        var review = await server.ReadAsync(Commune, db => db.Reviews.SingleAsync(row => row.CaseId == seeded.Id));
        Assert.Equal(ReviewOutcome.SentEdited, review.Outcome);
        Assert.Equal(CaseState.Answered, (await CaseAsync(seeded)).State);
    }

    [Fact]
    public async Task A_stopped_reply_never_leaves_and_its_text_comes_back()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var waiting = await SendAsync(agent, seeded);
        var stopped = await agent.PressAsync(waiting, "stop");
        await LeaveAsync(await DepartureAsync(seeded));

        Assert.Contains("L'envoi est arrêté", stopped.Text, StringComparison.Ordinal);
        Assert.Equal(Edited, stopped.ValueOf("Text"));
        Assert.Contains("a arrêté l'envoi : à la main", stopped.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.ToReview, (await CaseAsync(seeded)).State);
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.Replies.CountAsync(row => row.CaseId == seeded.Id)));
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.OutboxMessages.CountAsync(row => row.CaseId == seeded.Id)));
    }

    [Fact]
    public async Task What_an_agent_wrote_alone_comes_back_too()
    {
        var seeded = await new SeededCase { Draft = null }.InAsync(server);
        using var agent = await server.AgentAsync();

        var stopped = await agent.PressAsync(await SendAsync(agent, seeded), "stop");

        Assert.Equal(Edited, stopped.ValueOf("Text"));
    }

    [Fact]
    public async Task A_message_or_a_request_for_a_human_stops_what_has_not_left()
    {
        var (written, asked) = (await new SeededCase().InAsync(server), await new SeededCase().InAsync(server));
        using var agent = await server.AgentAsync();
        await SendAsync(agent, written);
        await SendAsync(agent, asked);

        await server.DoAsync(Commune, async services =>
        {
            var desk = services.GetRequiredService<CitizenDesk>();
            await desk.AddMessageAsync(written.TrackingToken, FrontDesk.NewSubmissionId(), "J'ai trouvé, merci.", [], TestContext.Current.CancellationToken);
            await desk.AskForHumanAsync(asked.TrackingToken, TestContext.Current.CancellationToken);
        });
        await LeaveAsync(await DepartureAsync(written));
        await LeaveAsync(await DepartureAsync(asked));

        Assert.Equal(("new-message", "human-requested"), ((await DepartureAsync(written)).StoppedBecause, (await DepartureAsync(asked)).StoppedBecause));
        Assert.NotEqual(CaseState.Leaving, (await CaseAsync(written)).State);
        Assert.Equal(CaseState.ToReview, (await CaseAsync(asked)).State);
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.Replies.CountAsync(row => row.CaseId == written.Id || row.CaseId == asked.Id)));
    }

    [Fact]
    public async Task A_reply_may_be_sent_at_a_chosen_hour_of_the_town_hall()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var confirm = await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", Edited));
        var past = await agent.PressAsync(confirm, "send", ("LeavesAt", "2026-11-24T08:00"));
        var far = await agent.PressAsync(past, "send", ("LeavesAt", "2031-01-01T08:00"));
        var waiting = await agent.PressAsync(far, "send", ("LeavesAt", "2026-11-30T08:15"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (past.Status, far.Status));
        Assert.Contains("à venir", past.Text, StringComparison.Ordinal);
        Assert.Contains("d'ici 60 jours", far.Text, StringComparison.Ordinal);
        Assert.Contains("08:15", waiting.Text, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 7, 15, 0, TimeSpan.Zero), (await DepartureAsync(seeded)).LeavesAt);
    }

    [Fact]
    public async Task While_a_reply_waits_nothing_else_is_done_to_the_case()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        using var other = await server.AgentAsync();
        var opened = await other.OpenAsync(seeded.Address);
        await SendAsync(agent, seeded);

        var taken = await other.PressAsync(opened, "takeover");
        var again = await other.PressAsync(opened, "save", ("Text", "Autre texte"));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (taken.Status, again.Status));
        Assert.Equal(DepartureState.Waiting, (await DepartureAsync(seeded)).State);
    }

    private static async Task<Screen> SendAsync(Visitor agent, SeededCase seeded) =>
        await agent.PressAsync(await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", Edited)), "send");

    private Task LeaveAsync(Departure departure) => server.DoAsync(Commune, services =>
        services.GetServices<IJobHandler>().Single(handler => handler.Kind == JobKinds.Depart).HandleAsync(departure.Id, TestContext.Current.CancellationToken));

    private Task<Departure> DepartureAsync(SeededCase seeded) => server.ReadAsync(Commune, db => db.Departures.AsNoTracking().SingleAsync(row => row.CaseId == seeded.Id));

    private Task<Job> JobAsync(Departure departure) => server.ReadAsync(Commune, db => db.Jobs.AsNoTracking().SingleAsync(row => row.SubjectId == departure.Id));

    private Task<Case> CaseAsync(SeededCase seeded) => server.ReadAsync(Commune, db => db.Cases.AsNoTracking().SingleAsync(row => row.Id == seeded.Id));
}
