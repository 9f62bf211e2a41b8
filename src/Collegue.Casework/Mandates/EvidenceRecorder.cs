using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Mandates;

/// <summary>
/// Notes what became of a draft, without who, in the transaction of the review; then looks whether the rate has drifted.
/// A draft that carried a planted error is no evidence.
/// </summary>
public sealed class EvidenceRecorder(CollegueDb db, OrganisationScope scope, MandateKeeper keeper, TimeProvider clock, IOptions<MandateOptions> options)
{
    /// <param name="sent">What left; null for a draft that was refused.</param>
    public async Task ReviewedAsync(Case subject, Draft draft, string? sent, CancellationToken cancellation)
    {
        await db.SourceOpenings.Where(row => row.DraftId == draft.Id).ExecuteDeleteAsync(cancellation);
        if (!await db.PlantedErrors.AnyAsync(row => row.DraftId == draft.Id, cancellation))
        {
            var sentences = await SentencesAsync(draft.Id, cancellation);
            await StoreAsync(subject.Task, draft, EvidenceOrigin.Review, sent is not null && !FactualChange.IsIn(draft.Text, sentences, sent), cancellation);
        }
    }

    /// <summary>Compares the silent draft, when there is one for the newest message, with the reply an agent wrote alone.</summary>
    public async Task WrittenAloneAsync(Case subject, string reply, CancellationToken cancellation)
    {
        var newest = await db.Messages.Where(row => row.CaseId == subject.Id).OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id)
            .Select(row => row.Id).FirstAsync(cancellation);
        var silent = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(row => row.MessageId == newest && row.State == DraftState.Observed, cancellation);
        if (silent is null || await db.MandateEvidence.AnyAsync(row => row.DraftId == silent.Id, cancellation))
        {
            return;
        }

        var sentences = await SentencesAsync(silent.Id, cancellation);
        await StoreAsync(subject.Task, silent, EvidenceOrigin.Comparison, FactualChange.Agrees(sentences, reply, await FrameAsync(subject, silent, cancellation)), cancellation);
    }

    /// <summary>A reply that left by itself was read afterwards.</summary>
    public Task AuditedAsync(string task, Draft draft, bool right, CancellationToken cancellation) =>
        StoreAsync(task, draft, EvidenceOrigin.Audit, right, cancellation);

    private async Task StoreAsync(string? task, Draft draft, EvidenceOrigin origin, bool kept, CancellationToken cancellation)
    {
        if (task is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var rules = await db.TriageResults.AsNoTracking().Where(row => row.MessageId == draft.MessageId).Select(row => row.RulesVersion).SingleOrDefaultAsync(cancellation);
        db.MandateEvidence.Add(new MandateEvidence
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Task = task,
            DraftId = draft.Id,
            Origin = origin,
            Kept = kept,
            RulesVersion = rules ?? "",
            Model = draft.Model,
            PromptHash = draft.PromptHash,
            At = now,
        });
        await db.SaveChangesAsync(cancellation);
        if (!kept)
        {
            await LookAtDriftAsync(task, cancellation);
        }
    }

    private async Task LookAtDriftAsync(string task, CancellationToken cancellation)
    {
        if (await db.Mandates.AsNoTracking().SingleOrDefaultAsync(row => row.Task == task, cancellation) is not { Level: > MandateLevel.Propose } mandate)
        {
            return;
        }

        var kept = await db.MandateEvidence.AsNoTracking().Where(row => row.Task == task && row.At >= mandate.Since)
            .OrderBy(row => row.At).ThenBy(row => row.Id).Select(row => row.Kept).ToListAsync(cancellation);
        if (DriftTest.Of(options.Value.Tolerated(mandate.Level), kept).HasDrifted)
        {
            await keeper.WithdrawAsync(task, MandateCause.Drift, null, cancellation);
        }
    }

    private Task<List<string>> SentencesAsync(Guid draftId, CancellationToken cancellation) =>
        db.DraftSentences.AsNoTracking().Where(row => row.DraftId == draftId).OrderBy(row => row.Position).Select(row => row.Text).ToListAsync(cancellation);

    /// <summary>What any letter of the organisation says besides: the draft around its sentences, what the citizen wrote, the office.</summary>
    private async Task<List<string>> FrameAsync(Case subject, Draft silent, CancellationToken cancellation)
    {
        var messages = await db.Messages.AsNoTracking().Where(row => row.CaseId == subject.Id).Select(row => row.Body).ToListAsync(cancellation);
        return [silent.Text, .. messages];
    }
}
