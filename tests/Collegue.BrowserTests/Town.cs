using Collegue.BrowserTests;
using Collegue.Casework.Intake;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Knowledge;
using Collegue.Web.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(Town))]

namespace Collegue.BrowserTests;

/// <summary>The fictional commune on a Tuesday in November 2026, with two weeks of messages behind it.</summary>
public sealed class Town : ProductServer
{
    private const string Commune = "sainte-amarelle";
    private readonly TownClock clock = new(TownMail.FirstDay);
    private readonly Dictionary<string, Case> cases = [];

    /// <summary>A case of <see cref="TownMail"/> by its name.</summary>
    public Case this[string name] => cases[name];

    protected override void Adapt(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await UntilAsync(async () =>
            await ReadAsync(Commune, db => db.Collections.CountAsync(row => row.ImportedAt != null)) >= 2
            && await ReadAsync(Commune, db => db.ImportRuns.AllAsync(row => row.State == ImportState.Finished)));
        foreach (var letter in TownMail.Letters)
        {
            clock.MoveTo(letter.At);
            cases[letter.Name] = await PreparedAsync(await ReceiveAsync(letter));
            if (letter.Answer)
            {
                await AnswerAsync(cases[letter.Name]);
            }
        }

        clock.MoveTo(TownMail.Today);
    }

    /// <summary>The case of a link once the colleague has done with it.</summary>
    public async Task<Case> PreparedAsync(string token)
    {
        Case? found = null;
        await UntilAsync(async () => (found = await ReadAsync(Commune, db =>
            db.Cases.SingleOrDefaultAsync(row => row.TrackingToken == token && row.State == CaseState.ToReview))) is not null);
        return found!;
    }

    private async Task<string> ReceiveAsync(TownLetter letter)
    {
        var token = "";
        await DoAsync(Commune, async services =>
        {
            var submission = new Submission(FrontDesk.NewSubmissionId(), letter.Channel, letter.Body, letter.From, letter.Email, null, letter.Language, []);
            var outcome = await services.GetRequiredService<FrontDesk>().AcceptAsync(submission, link => link, TestContext.Current.CancellationToken);
            token = Assert.IsType<IntakeOutcome.Accepted>(outcome).TrackingToken;
        });
        if (letter.Then is { } addition)
        {
            await PreparedAsync(token);
            await DoAsync(Commune, services => services.GetRequiredService<CitizenDesk>()
                .AddMessageAsync(token, FrontDesk.NewSubmissionId(), addition, [], TestContext.Current.CancellationToken));
        }

        return token;
    }

    private Task AnswerAsync(Case prepared) => DoAsync(Commune, async services =>
    {
        var cancellation = TestContext.Current.CancellationToken;
        var db = services.GetRequiredService<CollegueDb>();
        var draft = await db.Drafts.AsNoTracking().SingleAsync(row => row.CaseId == prepared.Id, cancellation);
        var agent = await db.Users.AsNoTracking().SingleAsync(row => row.UserName == "etat-civil", cancellation);
        var outcome = await services.GetRequiredService<ReviewDesk>().SendAsync(
            prepared.Id, draft.Id, prepared.Revision, draft.MessageId, draft.Text, new ActingAgent(agent.Id, agent.DisplayName), link => link, null, cancellation);
        Assert.IsType<DeskOutcome.Done>(outcome);
    });

    /// <summary>Waits for work in the background; the test run's own timeout ends it.</summary>
    private static async Task UntilAsync(Func<Task<bool>> look)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await look())
        {
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}

/// <summary>Runs as any clock does, from a day of our choice.</summary>
internal sealed class TownClock(DateTimeOffset start) : TimeProvider
{
    private readonly long started = System.GetTimestamp();
    private TimeSpan jumped;

    public override DateTimeOffset GetUtcNow() => start + jumped + System.GetElapsedTime(started);

    /// <summary>Forward only.</summary>
    public void MoveTo(DateTimeOffset instant) => jumped += instant - GetUtcNow() is { Ticks: > 0 } ahead ? ahead : TimeSpan.Zero;
}
