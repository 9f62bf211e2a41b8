using System.Net;
using Collegue.Casework.Mandates;
using Collegue.Casework.Triage;
using Collegue.Storage.Audit;
using Collegue.Storage.Mandates;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Mandates;

public sealed class SigningOnSqlite(MandateServer server) : Signing(server), IClassFixture<MandateServer>;

public sealed class SigningOnPostgres(MandateServerOnPostgres server) : Signing(server), IClassFixture<MandateServerOnPostgres>;

/// <summary>Latitude is given by a manager on evidence, taken back at once, and its history stays.</summary>
public abstract class Signing(MandateServer server)
{
    private const string Reason = "Vingt-quatre relectures sans faute, vues en réunion de service.";

    [Fact]
    public async Task Without_any_mandate_every_kind_is_proposed_or_for_humans()
    {
        using var manager = await server.AgentAsync("dgs");

        var list = await manager.OpenAsync("/steering/mandates");

        Assert.Equal(RuleSet.Default.Kinds.Count, list.Page.QuerySelectorAll("table tbody tr").Length);
        Assert.Contains("Proposer", list.Text, StringComparison.Ordinal);
        Assert.Contains("réservé à un humain", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_up_without_its_conditions_is_refused_by_the_server()
    {
        var kind = server.NewKind();
        using var manager = await server.AgentAsync("dgs");

        var opened = await manager.OpenAsync(Address(kind));
        var refused = await SignAsync(manager, opened, MandateLevel.Prepare);
        var leap = await SignAsync(manager, opened, MandateLevel.Reply);

        Assert.DoesNotContain(opened.Page.QuerySelectorAll("button"), button => button.TextContent.Contains("Signer", StringComparison.Ordinal));
        Assert.Contains("on ne sait rien encore", opened.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Les conditions ne sont pas remplies", refused.Text, StringComparison.Ordinal);
        Assert.Contains("une marche à la fois", leap.Text, StringComparison.Ordinal);
        Assert.Equal(MandateLevel.Propose, await server.LevelAsync(kind));
        Assert.Equal(0, await server.ReadAsync(MandateServer.Commune, db => db.MandateChanges.CountAsync(row => row.Task == kind.Slug)));
    }

    [Fact]
    public async Task On_evidence_and_vigilance_a_manager_signs_and_what_was_known_is_kept()
    {
        var kind = server.NewKind();
        await server.ReviewedAsync(kind, kept: 24, changed: 0);
        await server.VigilantAsync(kind.Department, caught: 6, missed: 0);
        using var manager = await server.AgentAsync("dgs");

        var opened = await manager.OpenAsync(Address(kind));
        var unsaid = await SignAsync(manager, opened, MandateLevel.Prepare, reason: " ");
        var signed = await SignAsync(manager, opened, MandateLevel.Prepare);
        var csv = await (await manager.GetAsync("/steering/mandates/export.csv")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("réponses relues : 24 ; parties sans changement de fond : 24", opened.Text, StringComparison.Ordinal);
        Assert.Contains("très probablement au-dessus de 85", opened.Text, StringComparison.Ordinal);
        Assert.NotNull(opened.Page.QuerySelector("svg[role=img] title"));
        Assert.Contains("Écrivez votre raison", unsaid.Text, StringComparison.Ordinal);
        Assert.Contains("le niveau est maintenant « Préparer »", signed.Text, StringComparison.Ordinal);
        var change = await server.ReadAsync(MandateServer.Commune, db => db.MandateChanges.SingleAsync(row => row.Task == kind.Slug));
        Assert.Equal((MandateLevel.Propose, MandateLevel.Prepare, 24, 24, 6, 6, Reason), (change.From, change.To, change.Reviewed, change.Kept, change.Planted, change.Caught, change.Reason));
        Assert.Equal(Math.Pow(0.025, 1 / 24.0), change.Lower!.Value, 6);
        Assert.Contains($"\"{kind.Slug}\";\"1\";", csv, StringComparison.Ordinal);
        Assert.Contains("Hélène Saint-Vorles", csv, StringComparison.Ordinal);
        var mandate = await server.ReadAsync(MandateServer.Commune, db => db.Mandates.SingleAsync(row => row.Task == kind.Slug));
        Assert.Equal(change.RulesVersion, mandate.RulesVersion);
    }

    [Fact]
    public async Task Of_two_managers_at_once_the_second_is_told()
    {
        var kind = server.NewKind();
        using var first = await server.AgentAsync("dgs");
        using var second = await server.AgentAsync("dgs");
        var (seenByFirst, seenBySecond) = (await first.OpenAsync(Address(kind)), await second.OpenAsync(Address(kind)));

        var done = await SignAsync(first, seenByFirst, MandateLevel.Observe);
        var late = await SignAsync(second, seenBySecond, MandateLevel.Off);

        Assert.Contains("« Observer »", done.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Rien n'a été écrit", late.Text, StringComparison.Ordinal);
        Assert.Equal(MandateLevel.Observe, await server.LevelAsync(kind));
    }

    [Fact]
    public async Task An_approver_takes_back_but_does_not_give_and_an_agent_sees_nothing()
    {
        var kind = server.NewKind();
        await server.GiveAsync(kind, MandateLevel.Prepare);
        using var approver = await server.AgentAsync("chef-scolaire");
        using var agent = await server.AgentAsync();

        var opened = await approver.OpenAsync(Address(kind));
        var up = await SignAsync(approver, opened, MandateLevel.Reply);
        var down = await SignAsync(approver, opened, MandateLevel.Observe);
        var denied = await agent.OpenAsync(Address(kind));

        Assert.DoesNotContain("le niveau est maintenant", up.Text, StringComparison.Ordinal);
        Assert.Contains("le niveau est maintenant « Observer »", down.Text, StringComparison.Ordinal);
        Assert.Equal(MandateLevel.Observe, await server.LevelAsync(kind));
        Assert.DoesNotContain("Ce que l'on sait de son travail", denied.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_for_humans_has_no_mandate_to_give()
    {
        var kind = RuleSet.Default.Kinds.First(kind => kind.Handling == Storage.Cases.Handling.Human);
        using var manager = await server.AgentAsync("dgs");

        var opened = await manager.OpenAsync(Address(kind));
        var signed = await SignAsync(manager, opened, MandateLevel.Observe, revision: "0");

        Assert.Contains("réservé à un humain", opened.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, signed.Status);
        Assert.Equal(0, await server.ReadAsync(MandateServer.Commune, db => db.Mandates.CountAsync(row => row.Task == kind.Slug)));
    }

    [Fact]
    public async Task A_serious_incident_takes_back_at_once_and_bars_the_way_up()
    {
        var kind = server.NewKind();
        await server.GiveAsync(kind, MandateLevel.Prepare);
        var incident = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        await WithdrawAsync(kind, MandateCause.SeriousIncident, incident);
        var first = await server.LevelAsync(kind);
        await WithdrawAsync(kind, MandateCause.SeriousIncident, incident);
        var second = await server.LevelAsync(kind);
        await WithdrawAsync(kind, MandateCause.ModelChanged, null);
        using var manager = await server.AgentAsync("dgs");
        var opened = await manager.OpenAsync(Address(kind));
        var refused = await SignAsync(manager, opened, MandateLevel.Propose);

        Assert.Equal((MandateLevel.Propose, MandateLevel.Observe, MandateLevel.Observe), (first, second, await server.LevelAsync(kind)));
        Assert.Contains("un incident grave a été déclaré", opened.Text, StringComparison.Ordinal);
        Assert.Contains("ne peut pas monter avant le", opened.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(2, await server.ReadAsync(MandateServer.Commune, db => db.MandateChanges.CountAsync(row => row.Task == kind.Slug && row.SubjectId == incident)));
        Assert.Equal(2, await server.ReadAsync(MandateServer.Commune, db =>
            db.AuditEntries.CountAsync(row => row.Action == "mandate.withdrawn" && row.Detail!.Contains($"task={kind.Slug};"))));
        await server.DoAsync(MandateServer.Commune, async services => Assert.Null(await services.GetRequiredService<AuditTrail>().VerifyAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Other_rules_or_an_expired_source_take_back_every_morning()
    {
        var (ruled, sourced, sound) = (server.NewKind(), server.NewKind(), server.NewKind());
        await server.GiveAsync(ruled, MandateLevel.Prepare, rules: "2020-01-01");
        await server.GiveAsync(sourced, MandateLevel.Prepare, source: Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        await server.GiveAsync(sound, MandateLevel.Prepare);

        await server.DoAsync(MandateServer.Commune, services => services.GetRequiredService<MandateKeeper>().CheckAllAsync(TestContext.Current.CancellationToken));

        Assert.Equal((MandateCause.RulesChanged, MandateCause.SourcesExpired), (await CauseAsync(ruled), await CauseAsync(sourced)));
        Assert.Equal((MandateLevel.Propose, MandateLevel.Prepare), (await server.LevelAsync(sourced), await server.LevelAsync(sound)));
    }

    private Task WithdrawAsync(TaskKind kind, MandateCause cause, Guid? subject) => server.DoAsync(MandateServer.Commune, services =>
        services.GetRequiredService<MandateKeeper>().WithdrawAsync(kind.Slug, cause, subject, TestContext.Current.CancellationToken));

    private Task<MandateCause> CauseAsync(TaskKind kind) => server.ReadAsync(MandateServer.Commune, db =>
        db.MandateChanges.Where(row => row.Task == kind.Slug).Select(row => row.Cause).SingleAsync());

    private static string Address(TaskKind kind) => $"/steering/mandates/{kind.Slug}";

    private static Task<Screen> SignAsync(Visitor visitor, Screen opened, MandateLevel to, string reason = Reason, string? revision = null)
    {
        var form = opened.Page.QuerySelector("form[action*='/steering/mandates/'], form[action='']");
        var token = opened.Page.QuerySelector("input[name='__RequestVerificationToken']")?.GetAttribute("value") ?? "";
        return visitor.PostAsync(opened.Address, new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["Revision"] = revision ?? form?.QuerySelector("input[name='Revision']")?.GetAttribute("value") ?? "0",
            ["To"] = to.ToString(),
            ["Reason"] = reason,
        });
    }
}
