using System.Net;
using Collegue.Casework.Intake;
using Collegue.Storage.Cases;
using Collegue.Storage.Rules;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Steering;

public sealed class RulesServerOnPostgres : ProductServer
{
    protected override bool OnPostgres => true;
}

public sealed class ChangingRulesOnSqlite(ProductServer server) : ChangingRules(server), IClassFixture<ProductServer>;

public sealed class ChangingRulesOnPostgres(RulesServerOnPostgres server) : ChangingRules(server), IClassFixture<RulesServerOnPostgres>;

/// <summary>An organisation changes its rules: tried on its last cases, signed, and never touching what was decided before.</summary>
public abstract class ChangingRules(ProductServer server)
{
    private const string Commune = "sainte-amarelle";
    private const string Draft = "/steering/rules/draft";

    [Fact]
    public async Task A_change_is_tried_on_the_last_cases_published_with_a_reason_and_decides_new_messages_only()
    {
        await ForgetAsync();
        var old = await ReceiveAsync("Bonjour, quels sont les horaires de la mairie ? Je viens pour la fête du Grand Platane.");
        using var manager = await server.AgentAsync("dgs");

        var draft = await manager.PressAsync(await manager.OpenAsync("/steering/rules"), "begin");
        var added = await manager.PressAsync(draft, "add", ("What", "situation-phrases"), ("Situation", "human-request"), ("Phrases", "grand platane"));
        var trying = await manager.PressAsync(added, "try");
        await TrialAsync();
        var tried = await manager.OpenAsync(Draft);
        var unreasoned = await manager.PressAsync(tried, "publish");
        var published = await manager.PressAsync(unreasoned, "publish", ("Reason", "Accident au Grand Platane : une personne répond."));
        var current = await ReceiveAsync("Bonjour, quels sont les horaires de la mairie ? Je viens pour la fête du Grand Platane.");
        using var citizen = server.Visit();
        var rules = await citizen.OpenAsync("/rules");
        var past = await citizen.OpenAsync("/rules?version=1");

        Assert.Contains("Essai", trying.Text, StringComparison.Ordinal);
        Assert.Contains(old.Number, tried.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreasoned.Status);
        Assert.Contains("Les règles sont publiées", published.Text, StringComparison.Ordinal);
        Assert.NotEqual(Handling.Human, old.Handling);
        Assert.Equal(Handling.Human, current.Handling);
        var oldNow = await server.ReadAsync(Commune, db => db.Cases.AsNoTracking().SingleAsync(row => row.Id == old.Id));
        Assert.Equal((old.Handling, old.Revision), (oldNow.Handling, oldNow.Revision));
        Assert.Contains(".1+", await RulesVersionAsync(current.Id), StringComparison.Ordinal);
        Assert.DoesNotContain(".1+", await RulesVersionAsync(old.Id), StringComparison.Ordinal);
        Assert.Contains("grand platane", rules.Text, StringComparison.Ordinal);
        Assert.Contains("version 1", past.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_was_not_tried_as_it_is_cannot_be_published()
    {
        await ForgetAsync();
        using var manager = await server.AgentAsync("dgs");
        var draft = await manager.PressAsync(await manager.OpenAsync("/steering/rules"), "begin");
        await manager.PressAsync(draft, "try");
        await TrialAsync();
        var tried = await manager.OpenAsync(Draft);

        var changed = await manager.PressAsync(tried, "add", ("What", "not-recognised"), ("Kind", "identity-document"));
        var refused = await manager.PostAsync(new Uri(changed.Address, Draft + "/Publish"), Fields(changed, ("Reason", "sans essai")));

        Assert.False(changed.Offers("publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Essayez d'abord", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.RuleVersions.CountAsync(row => row.State == RuleVersionState.Published)));
    }

    [Fact]
    public async Task Two_managers_at_once_overwrite_nothing()
    {
        await ForgetAsync();
        using var one = await server.AgentAsync("dgs");
        using var two = await server.AgentAsync("admin");
        var draft = await one.PressAsync(await one.OpenAsync("/steering/rules"), "begin");
        var seen = await two.OpenAsync(Draft);

        await one.PressAsync(draft, "add", ("What", "not-recognised"), ("Kind", "identity-document"));
        var late = await two.PressAsync(seen, "add", ("What", "not-recognised"), ("Kind", "civil-status-copy"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(1, await server.ReadAsync(Commune, async db => Casework.Triage.Versions.RuleChanges.Read((await db.RuleVersions.SingleAsync(row => row.State == RuleVersionState.Draft)).Changes).Count));
    }

    [Theory]
    [InlineData("What", "", "Choisissez ce que vous voulez changer")]
    [InlineData("What", "kind-phrases", "Choisissez un type de demande")]
    [InlineData("What", "stricter", "Choisissez un type de demande")]
    [InlineData("Phrases", "a", "au moins un mot de trois lettres")]
    public async Task A_change_that_cannot_be_made_says_why(string field, string value, string said)
    {
        await ForgetAsync();
        using var manager = await server.AgentAsync("dgs");
        var draft = await manager.PressAsync(await manager.OpenAsync("/steering/rules"), "begin");

        var refused = field == "What"
            ? await manager.PressAsync(draft, "add", (field, value))
            : await manager.PressAsync(draft, "add", ("What", "situation-phrases"), ("Situation", "distress"), (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(said, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_corrects_the_triage_and_a_manager_keeps_it_as_an_example()
    {
        var seeded = await new SeededCase { Task = "identity-document" }.InAsync(server);
        using var agent = await server.AgentAsync();
        using var manager = await server.AgentAsync("dgs");

        var form = await agent.OpenAsync($"{seeded.Address}/triage");
        var corrected = await agent.SendAsync(form, "Kind", new Dictionary<string, string> { ["Kind"] = "", ["Handling"] = "Human", ["Note"] = "Il conteste un refus." });
        var waiting = await manager.OpenAsync("/steering/rules");
        var kept = await manager.PressAsync(waiting, "decide", ("Accepted", "true"));
        var examples = await (await manager.GetAsync("/steering/rules/examples")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Le tri est corrigé", corrected.Text, StringComparison.Ordinal);
        Assert.Contains("Il conteste un refus.", waiting.Text, StringComparison.Ordinal);
        Assert.Contains(seeded.Number, waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(seeded.Number, kept.Text, StringComparison.Ordinal);
        Assert.Contains("\"handling\":\"human\"", examples, StringComparison.Ordinal);
        var subject = await server.ReadAsync(Commune, db => db.Cases.AsNoTracking().SingleAsync(row => row.Id == seeded.Id));
        Assert.Equal(((string?)null, (Handling?)Handling.Human), (subject.Task, subject.Handling));
        var correction = await server.ReadAsync(Commune, db => db.TriageCorrections.AsNoTracking().SingleAsync(row => row.CaseId == seeded.Id));
        Assert.Equal((CorrectionState.Accepted, "identity-document"), (correction.State, correction.FromTask));
    }

    [Fact]
    public async Task An_agent_reads_neither_the_rules_in_writing_nor_the_corrections()
    {
        using var agent = await server.AgentAsync();

        var list = await agent.OpenAsync("/steering/rules");
        var draft = await agent.OpenAsync(Draft);

        Assert.Contains("/account/denied", list.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("/account/denied", draft.Address.AbsolutePath, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Fields(Screen screen, params (string Name, string Value)[] filled)
    {
        var fields = Visitor.Fields((AngleSharp.Html.Dom.IHtmlFormElement)screen.Page.QuerySelector("form[action$='/Add' i]")!);
        foreach (var (name, value) in filled)
        {
            fields[name] = value;
        }

        return fields;
    }

    private async Task<Case> ReceiveAsync(string body)
    {
        var token = "";
        await server.DoAsync(Commune, async services =>
        {
            var submission = new Submission(FrontDesk.NewSubmissionId(), Channel.Web, body, "Jeanne Orvault", null, null, "fr", []);
            var outcome = await services.GetRequiredService<FrontDesk>().AcceptAsync(submission, link => link, TestContext.Current.CancellationToken);
            token = Assert.IsType<IntakeOutcome.Accepted>(outcome).TrackingToken;
        });
        return await Background.UntilAsync(() => server.ReadAsync(Commune, db => db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.TrackingToken == token && row.State == CaseState.ToReview)));
    }

    private Task<RuleTrial> TrialAsync() => Background.UntilAsync(() =>
        server.ReadAsync(Commune, db => db.RuleTrials.AsNoTracking().Where(row => row.FinishedAt != null).OrderByDescending(row => row.AskedAt).FirstOrDefaultAsync()));

    private Task<string> RulesVersionAsync(Guid id) => server.ReadAsync(Commune, db => db.TriageResults.Where(row => row.CaseId == id).Select(row => row.RulesVersion).SingleAsync());

    /// <summary>No version of an earlier test is left in writing or in force.</summary>
    private Task ForgetAsync() => server.DoAsync(Commune, async services =>
    {
        var db = services.GetRequiredService<Storage.CollegueDb>();
        await db.RuleTrials.ExecuteDeleteAsync();
        await db.RuleVersions.ExecuteDeleteAsync();
    });
}
