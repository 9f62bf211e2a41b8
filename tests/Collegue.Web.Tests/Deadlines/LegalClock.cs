using System.Net;
using Collegue.Storage.Cases;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Deadlines;

public sealed class LegalClockOnSqlite(ClockServer server) : LegalClock(server), IClassFixture<ClockServer>;

public sealed class LegalClockOnPostgres(ClockServerOnPostgres server) : LegalClock(server), IClassFixture<ClockServerOnPostgres>;

/// <summary>The clock of a case from the citizen's message on, through the screens, with the real worker.</summary>
public abstract class LegalClock(ClockServer server)
{
    private const string Hall = "Bonjour, comment réserver une salle pour un anniversaire ? Combien coûte la location de la salle des fêtes ?";
    private const string Library = "Bonjour, quels sont les horaires de la médiathèque ? Comment s'inscrire à la bibliothèque ?";
    private const string Driving = "Bonjour, comment refaire ma carte grise après un déménagement ?";

    [Fact]
    public async Task Receipt_is_acknowledged_with_the_service_the_date_and_what_silence_means_when_the_rule_is_signed()
    {
        await server.RefusingAsync("hall-hire");

        var subject = await server.WrittenAsync(Hall);
        var clock = await server.ClockAsync(subject.Id);
        var letters = await server.LettersAsync(subject.Id);

        var received = TownHallTime.DayOf(subject.ReceivedAt);
        Assert.Equal(("hall-hire", ReceiptState.Sent, received.AddMonths(2)), (clock.Task, clock.Receipt, clock.SilenceOn));
        Assert.Equal(2, letters.Count);
        var receipt = letters.Single(letter => letter.Subject.StartsWith("Accusé de réception", StringComparison.Ordinal)).Body;
        Assert.Contains(ClockSteps.French(received), receipt, StringComparison.Ordinal);
        Assert.Contains(subject.Number, receipt, StringComparison.Ordinal);
        Assert.Contains($"vous n'avez pas reçu de réponse le {ClockSteps.French(received.AddMonths(2))}, votre demande sera considérée comme refusée", receipt, StringComparison.Ordinal);
        Assert.Contains("tribunal administratif", receipt, StringComparison.Ordinal);
        var department = await server.ReadAsync(ClockServer.Commune, db => db.Departments.SingleAsync(row => row.Id == subject.DepartmentId));
        var organisation = await server.ReadAsync(ClockServer.Commune, db => db.Organisations.SingleAsync(row => row.Slug == ClockServer.Commune));
        Assert.All([department.Name, department.Email!, department.Phone!, organisation.PostalAddress!], mention => Assert.Contains(mention, receipt, StringComparison.Ordinal));
        Assert.Contains("receipt.sent", await server.FactsAsync(subject.Id));
    }

    [Fact]
    public async Task What_silence_means_is_never_told_from_a_rule_nobody_signed()
    {
        await server.RefusingAsync("library", signed: false);

        var subject = await server.WrittenAsync(Library);
        var receipt = (await server.LettersAsync(subject.Id)).Single(letter => letter.Subject.StartsWith("Accusé de réception", StringComparison.Ordinal)).Body;
        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{subject.TrackingToken}");

        Assert.Equal("library", (await server.ClockAsync(subject.Id)).Task);
        Assert.Contains("reste à déterminer", receipt, StringComparison.Ordinal);
        Assert.Contains("reste à déterminer", tracking.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("refusée", receipt + tracking.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_changed_later_does_not_touch_an_open_case()
    {
        await server.RefusingAsync("hall-hire");
        var subject = await server.WrittenAsync(Hall);
        var before = await server.ClockAsync(subject.Id);

        await server.RuleAsync("hall-hire", signed: true, ("Effect", "Accepts"), ("Silence", "1 mois"), ("Source", "Autre article"), ("Reply", "3 jours ouvrés"));
        using var agent = await server.AgentAsync("dgs");
        await agent.SendAsync(await agent.OpenAsync($"/desk/case/{subject.Id}/missing"), "Documents");
        await agent.PressAsync(await agent.OpenAsync($"/desk/case/{subject.Id}/hold"), "Resume");
        var after = await server.ClockAsync(subject.Id);
        var next = await server.ClockAsync((await server.WrittenAsync(Hall, "paul@courriel.example")).Id);

        Assert.Equal((before.Rule, before.SilenceOn, before.ObjectiveAt), (after.Rule, after.SilenceOn, after.ObjectiveAt));
        Assert.NotEqual(before.RuleId, next.RuleId);
        Assert.Equal(server.Today().AddMonths(1), next.SilenceOn);
    }

    [Fact]
    public async Task Missing_documents_pause_the_clock_until_the_citizen_adds_something()
    {
        await server.RefusingAsync("hall-hire");
        var subject = await server.WrittenAsync(Hall);
        var before = await server.ClockAsync(subject.Id);
        using var agent = await server.AgentAsync("dgs");

        var form = await agent.OpenAsync($"/desk/case/{subject.Id}/missing");
        Assert.Contains("Attestation d'assurance", form.ValueOf("Documents"), StringComparison.Ordinal);
        var asked = await agent.SendAsync(form, "Documents", new Dictionary<string, string> { ["Documents"] = "Attestation d'assurance\n\n  Nombre de personnes ", ["Note"] = "Merci d'avance." });
        var paused = await server.CaseAsync(subject.Id);
        var pause = await server.ReadAsync(ClockServer.Commune, db => db.CasePauses.SingleAsync(row => row.CaseId == subject.Id));
        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{subject.TrackingToken}");

        Assert.EndsWith($"/desk/case/{subject.Id}", asked.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("Attestation d'assurance\nNombre de personnes", pause.Documents);
        Assert.NotNull(paused.PausedAt);
        Assert.Equal(TownHallTime.EndOf(pause.AnswerBy), paused.DueAt);
        Assert.Contains("Nombre de personnes", tracking.Text, StringComparison.Ordinal);
        Assert.Contains("suspendu", tracking.Text, StringComparison.Ordinal);
        Assert.Contains((await server.LettersAsync(subject.Id)), letter => letter.Subject.StartsWith("Documents à ajouter", StringComparison.Ordinal)
            && letter.Body.Contains("- Nombre de personnes", StringComparison.Ordinal) && letter.Body.Contains("Merci d'avance.", StringComparison.Ordinal));

        // Over the night in which the hour changes.
        server.Clock.Advance(TimeSpan.FromDays(6));
        await citizen.SendAsync(await citizen.OpenAsync($"/citizen/case/{subject.TrackingToken}"), "Body", new Dictionary<string, string> { ["Body"] = "Voici l'attestation, nous serons 40." });
        var resumed = await server.PreparedAsync(subject.TrackingToken);
        var after = await server.ClockAsync(subject.Id);

        Assert.Null(resumed.PausedAt);
        Assert.Equal(before.SilenceOn!.Value.AddDays(6), after.SilenceOn);
        Assert.True(after.ObjectiveAt >= before.ObjectiveAt.AddDays(5) && resumed.DueAt == after.ObjectiveAt);
        Assert.Single(await server.LettersAsync(subject.Id), letter => letter.Subject.StartsWith("Accusé de réception", StringComparison.Ordinal));
        Assert.Equal(["documents.asked", "clock.resumed"], (await server.FactsAsync(subject.Id)).Where(fact => fact is "documents.asked" or "clock.resumed"));
    }

    [Fact]
    public async Task A_request_of_another_body_is_passed_on_and_the_citizen_told()
    {
        var subject = await server.WrittenAsync(Driving);
        using var agent = await server.AgentAsync("accueil");

        var form = await agent.OpenAsync($"/desk/case/{subject.Id}/forward");
        Assert.Contains("France Titres", form.ValueOf("Recipient"), StringComparison.Ordinal);
        Assert.Contains("carte grise", form.ValueOf("Letter"), StringComparison.Ordinal);
        var sent = await agent.SendAsync(form, "Recipient", new Dictionary<string, string> { ["Email"] = "contact@titres.example" });
        var closed = await server.CaseAsync(subject.Id);
        var letters = await server.LettersAsync(subject.Id);
        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{subject.TrackingToken}");

        Assert.Contains("Demande transmise", sent.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.Answered, closed.State);
        Assert.Contains(letters, letter => letter.Recipient == "contact@titres.example" && letter.Body.Contains("L. 114-2", StringComparison.Ordinal) && letter.Body.Contains("jeanne@courriel.example", StringComparison.Ordinal));
        Assert.Contains(letters, letter => letter.Recipient == "jeanne@courriel.example" && letter.Body.Contains("nous l'avons transmise à", StringComparison.Ordinal));
        Assert.Contains("Votre demande a été transmise", tracking.Text, StringComparison.Ordinal);
        Assert.Null((await server.ClockAsync(subject.Id)).SilenceOn);
        Assert.Contains("case.forwarded", await server.FactsAsync(subject.Id));
    }

    [Fact]
    public async Task A_kind_nobody_recognised_waits_for_an_agent_who_gives_it()
    {
        var subject = await server.WrittenAsync("Zzyx blorg frumious quandary.", "zoe@courriel.example");
        var waiting = await server.ClockAsync(subject.Id);
        using var agent = await server.AgentAsync("accueil");

        var page = await agent.OpenAsync($"/desk/case/{subject.Id}/hold");
        var refused = await agent.PressAsync(page, "Receipt");
        var sent = await agent.PressAsync(refused, "Receipt", ("Kind", "library"));
        var settled = await server.ClockAsync(subject.Id);

        Assert.Equal((null, ReceiptState.Waiting), (waiting.Task, waiting.Receipt));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Equal(("library", ReceiptState.Sent), (settled.Task, settled.Receipt));
        Assert.Contains(await server.LettersAsync(subject.Id), letter => letter.Subject.StartsWith("Accusé de réception", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("je n'en peux plus, à quoi bon continuer. combien coûte la location de la salle des fêtes ?", "lea@courriel.example", ReceiptState.Withheld)]
    [InlineData("Merci beaucoup pour votre aide, bravo à toute l'équipe !", "lea@courriel.example", ReceiptState.NotNeeded)]
    [InlineData(Library, "", ReceiptState.Unreachable)]
    public async Task No_machine_acknowledges_distress_thanks_or_nobody(string body, string email, ReceiptState state)
    {
        var subject = await server.WrittenAsync(body, email);

        Assert.Equal(state, (await server.ClockAsync(subject.Id)).Receipt);
        Assert.DoesNotContain(await server.LettersAsync(subject.Id), letter => letter.Subject.StartsWith("Accusé de réception", StringComparison.Ordinal));
    }
}
