using System.Text;
using System.Text.Json;
using Collegue.Answering;
using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Casework;
using Collegue.Casework.Drafting;
using Collegue.Casework.Triage.Versions;
using Collegue.Commands;
using Collegue.Knowledge.Embedding;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Bridge;

/// <summary>
/// Triage of one testimony, then an answer quoted from the sources, unless it is a human's to answer: then nothing is prepared. Run again after a
/// crash, it finds what was stored and does nothing.
/// </summary>
internal sealed class TestimonyAnswering(
    CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, CurrentTriage current, IPassageFinder finder, Grounder grounder, TextEmbedder embedder,
    TimeProvider clock) : IJobHandler
{
    public string Kind => JobKinds.AnswerTestimony;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var message = await db.BridgeMessages.AsNoTracking().SingleAsync(row => row.OrganisationId == scope.Current && row.Id == subjectId, cancellation);
        if (message.State != BridgeState.Waiting)
        {
            return;
        }

        var text = Readable(JsonSerializer.Deserialize(message.Payload, BridgeJson.Default.BridgePayload)!.Text);
        var triage = (await current.GetAsync(cancellation)).Decide(text);
        var answer = triage.Handling == Handling.Human ? null : await AskAsync(text, triage.Reasons, cancellation);
        var isAnswered = answer?.Status == AnswerStatus.Answered;
        var result = new BridgeResult(
            (answer?.Status ?? AnswerStatus.Human).WireName(), isAnswered ? answer!.Text : null, triage.Task, triage.Urgency.ToString().ToLowerInvariant(),
            [.. triage.Reasons.Select(reason => reason.Explanation)],
            isAnswered
                ? [.. answer!.Sentences.SelectMany(sentence => sentence.Citations).Select(citation => new BridgeCitation(citation.Document, citation.Title, citation.Url, citation.Updated, citation.Quote))]
                : []);
        var (state, told, now) = (isAnswered ? BridgeState.Answered : BridgeState.Human, JsonSerializer.Serialize(result, BridgeJson.Default.BridgeResult), clock.GetUtcNow());
        await db.BridgeMessages.Where(row => row.OrganisationId == scope.Current && row.Id == subjectId && row.State == BridgeState.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Result, told).SetProperty(row => row.EndedAt, now), cancellation);
    }

    /// <summary>Without the words of placeholders, which no source holds.</summary>
    private static string Readable(string masked)
    {
        var (text, at) = (new StringBuilder(masked.Length), 0);
        foreach (var (start, length, _) in Placeholder.Find(masked))
        {
            text.Append(masked, at, start - at).Append('…');
            at = start + length;
        }

        return text.Append(masked, at, masked.Length - at).ToString();
    }

    private async Task<Answer> AskAsync(string text, IReadOnlyList<Casework.Triage.TriageReason> reasons, CancellationToken cancellation)
    {
        var organisation = await directory.FindAsync(scope.Current, cancellation) ?? throw new InvalidOperationException("The organisation of a testimony is gone.");
        var question = MessageQuestion.Of(text, reasons, organisation.Id, organisation.Ancestors, clock.Today()) with { Office = organisation.Office() };
        return await new Answerer(finder, grounder, embedder).AskAsync(question, cancellation);
    }
}
