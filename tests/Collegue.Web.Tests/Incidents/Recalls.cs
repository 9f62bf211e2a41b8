using System.Net;
using Collegue.Casework;
using Collegue.Casework.Incidents;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Incidents;

public sealed class RecallsOnSqlite(RecallServer server) : Recalls(server), IClassFixture<RecallServer>;

public sealed class RecallsOnPostgres(RecallPostgresServer server) : Recalls(server), IClassFixture<RecallPostgresServer>;

/// <summary>From the report of an error to the correction in the hands of everyone who received it, and the lesson for the bench.</summary>
public abstract class Recalls(RecallServer server)
{
    [Fact]
    public async Task Everyone_who_received_the_error_is_corrected_once_and_nobody_else()
    {
        const string wrong = "Le repas de la cantine Hortense coûte 3,20 € pour tous les élèves.";
        var same = await server.AnsweredAsync($"Bonjour,\n\n{wrong}\n\nCordialement");
        var edited = await server.AnsweredAsync("Bonjour. Pour rappel, le repas de la cantine Hortense coûte 3,20 euros pour tous les élèves. Bien à vous.", "autre@courriel.example");
        var byHand = await server.AnsweredAsync($"Madame,\n{wrong.ToUpperInvariant()}", email: null);
        var leftOut = await server.AnsweredAsync($"{wrong} À bientôt.", "agent@courriel.example");
        var otherFigure = await server.AnsweredAsync(wrong.Replace("3,20", "4,10", StringComparison.Ordinal));
        var carrying = await new SeededCase { Draft = DraftState.Ready }.InAsync(server);
        await server.ReadAsync(IncidentSteps.Commune, db => db.Drafts.Where(row => row.Id == carrying.DraftId).ExecuteUpdateAsync(set => set.SetProperty(row => row.EditedText, $"Bonjour,\n{wrong}")));
        using var agent = await server.AgentAsync();
        using var manager = await server.AgentAsync("dgs");

        var reported = await agent.ReportAsync(same.ReplyId, wrong);
        var id = IncidentSteps.IncidentOn(reported);
        var opened = await manager.OpenIncidentAsync(id);
        var row = opened.Page.QuerySelectorAll("tbody tr").Single(line => line.TextContent.Contains(leftOut.Case.Number, StringComparison.Ordinal));
        var without = await manager.PressAsync(opened, "leaveout", ("Chosen", row.QuerySelector("input[name='Chosen']")!.GetAttribute("value")!), ("Reason", "C'est un agent de la mairie."));
        var launched = await manager.CorrectAsync(id, "Le repas coûte 3,60 € depuis janvier.");
        var done = await server.CorrectedAsync(id);

        Assert.Contains("4 personnes ont reçu cette erreur", reported.Text, StringComparison.Ordinal);
        Assert.Contains("C'est un agent de la mairie.", without.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, launched.Status);
        Assert.Equal(FoundBy.EditedSentence, done.Recipients.Single(recipient => recipient.CaseId == edited.Case.Id).FoundBy);
        Assert.DoesNotContain(done.Recipients, recipient => recipient.CaseId == otherFigure.Case.Id);
        Assert.Equal(DraftState.Stale, await server.ReadAsync(IncidentSteps.Commune, db => db.Drafts.Where(draft => draft.Id == carrying.DraftId).Select(draft => draft.State).SingleAsync()));
        foreach (var (answered, corrections, letters) in new[] { (same, 1, 1), (edited, 1, 1), (byHand, 1, 0), (leftOut, 0, 0), (otherFigure, 0, 0) })
        {
            Assert.Equal(1 + corrections, await server.ReadAsync(IncidentSteps.Commune, db => db.Replies.CountAsync(reply => reply.CaseId == answered.Case.Id)));
            Assert.Equal(letters, await server.ReadAsync(IncidentSteps.Commune, db => db.OutboxMessages.CountAsync(letter => letter.CaseId == answered.Case.Id)));
        }

        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{byHand.Case.TrackingToken}");
        Assert.Contains("Le repas coûte 3,60 € depuis janvier.", tracking.Text, StringComparison.Ordinal);
        var told = await manager.PressAsync(await manager.OpenIncidentAsync(id), "told");
        Assert.Contains("l’usager est prévenu", told.Text, StringComparison.Ordinal);
        await AssertClosedAndExportedAsync(manager, id, same);
    }

    private static async Task AssertClosedAndExportedAsync(Visitor manager, Guid id, AnsweredCase seen)
    {
        var refused = await manager.PressAsync(await manager.OpenIncidentAsync(id), "close", ("Cause", ""), ("Measures", ""));
        var closed = await manager.PressAsync(refused, "close", ("Cause", nameof(IncidentCause.SourceOutOfDate)), ("Measures", "La délibération est importée."));
        var lessons = await (await manager.GetAsync("/steering/incidents?handler=Lessons")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var csv = await (await manager.GetAsync($"/steering/incidents/{id}/recipients")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Choisissez la cause.", Assert.Single(refused.Problems));
        Assert.Contains("L’incident est clos", closed.Text, StringComparison.Ordinal);
        var lesson = lessons.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(IncidentClosing.ReadLesson).Single(line => line.Id == $"{id:N}");
        Assert.Equal(("SourceOutOfDate", seen.Case.Body), (lesson.Cause, lesson.Message));
        Assert.Contains("3,20", lesson.Wrong, StringComparison.Ordinal);
        Assert.Contains($"\"{seen.Case.Number}\"", csv, StringComparison.Ordinal);
        Assert.Equal(5, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_correction_run_twice_is_sent_once_and_carries_no_error_itself()
    {
        const string wrong = "Le bac jaune de la rue Isidore est vidé le mercredi soir.";
        var answered = await server.AnsweredAsync(wrong);
        using var manager = await server.AgentAsync("dgs");
        var id = IncidentSteps.IncidentOn(await manager.ReportAsync(answered.ReplyId, wrong));
        await manager.CorrectAsync(id, "Il est vidé le jeudi soir.");
        var promise = (await server.CorrectedAsync(id)).Recipients.Single().PromiseId!.Value;

        await server.DoAsync(IncidentSteps.Commune, services =>
            services.GetServices<IJobHandler>().Single(handler => handler.Kind == JobKinds.Correct).HandleAsync(promise, TestContext.Current.CancellationToken));
        var widened = await manager.PressAsync(await manager.OpenIncidentAsync(id), "widen", ("Reach", nameof(Reach.Sentence)));

        Assert.Equal(HttpStatusCode.OK, widened.Status);
        Assert.Equal(2, await server.ReadAsync(IncidentSteps.Commune, db => db.Replies.CountAsync(row => row.CaseId == answered.Case.Id)));
        Assert.Single((await server.IncidentAsync(id)).Recipients);
    }

    [Fact]
    public async Task A_reply_sent_since_is_found_before_anything_leaves()
    {
        const string wrong = "La piscine Anselme ferme à 17 h le dimanche pendant l'hiver.";
        var first = await server.AnsweredAsync(wrong);
        using var manager = await server.AgentAsync("dgs");
        var id = IncidentSteps.IncidentOn(await manager.ReportAsync(first.ReplyId, wrong));
        await server.AnsweredAsync(wrong, "tard@courriel.example");

        var warned = await manager.CorrectAsync(id, "Elle ferme à 19 h.");

        Assert.Contains("D’autres réponses portent l’erreur : 1", warned.Text, StringComparison.Ordinal);
        Assert.All((await server.IncidentAsync(id)).Recipients, recipient => Assert.Equal(RecipientState.Listed, recipient.State));
        await manager.CorrectAsync(id, "Elle ferme à 19 h.");
        Assert.Equal(2, (await server.CorrectedAsync(id)).Recipients.Count(recipient => recipient.State == RecipientState.Corrected));
    }

    [Fact]
    public async Task A_serious_incident_is_told_in_the_transaction_that_stores_it()
    {
        const string wrong = "Le dossier de la bourse Philibert se dépose jusqu'au 12 octobre inclus.";
        var answered = await server.AnsweredAsync(wrong, task: "social-aid");
        using var agent = await server.AgentAsync();

        var failed = await agent.ReportAsync(answered.ReplyId, wrong, IncidentSeverity.Serious, NotingListener.Failing);
        var stored = await agent.ReportAsync(answered.ReplyId, wrong, IncidentSeverity.Serious);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        var id = IncidentSteps.IncidentOn(stored);
        Assert.Equal(id, await server.ReadAsync(IncidentSteps.Commune, db => db.Incidents.Where(row => row.WrongText == wrong).Select(row => row.Id).SingleAsync()));
        Assert.Equal(["social-aid"], server.Listener.Told.Single(told => told.IncidentId == id).Tasks);
        Assert.Equal(1, await server.ReadAsync(IncidentSteps.Commune, db => db.AuditEntries.CountAsync(row => row.Action == "test.withdrawn" && row.SubjectId == id)));
    }
}
