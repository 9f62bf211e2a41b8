using System.Security.Cryptography;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Mandates.Vigilance;

/// <summary>
/// Shows a stated share of the drafts in training mode with a catalogued error, and keeps every text that holds one from leaving.
/// The stored draft is always the right one.
/// </summary>
public sealed class PlantedErrors(CollegueDb db, OrganisationScope scope, VigilanceLedger ledger, AuditTrail trail)
{
    /// <summary>The draft as agents see it.</summary>
    public async Task<Draft> ShownAsync(Draft draft, CancellationToken cancellation) =>
        await db.PlantedErrors.AsNoTracking().SingleOrDefaultAsync(row => row.DraftId == draft.Id && !row.Over, cancellation) is { } planted
            ? With(draft, planted)
            : draft;

    /// <summary>Errors of a case that were found or held, to be told.</summary>
    public async Task<IReadOnlyList<PlantedError>> ToldAsync(Guid caseId, CancellationToken cancellation) =>
        await db.PlantedErrors.AsNoTracking().Where(row => row.CaseId == caseId && row.Over).ToListAsync(cancellation);

    /// <summary>Whether one draft in a hundred times the share, drawn from its own id, is to carry an error.</summary>
    internal static bool IsDrawn(Guid draftId, int sharePercent) => Draw(draftId) % 100 < (uint)sharePercent;

    /// <summary>
    /// Plants an error when the agreement, the kind and the draw say so. Only in written, ordinary cases: a draft read out on the telephone
    /// would be out before anybody can hold it.
    /// </summary>
    internal async Task PlantAsync(Case subject, Draft draft, MandateLevel level, CancellationToken cancellation)
    {
        if (level is not (MandateLevel.Propose or MandateLevel.Prepare) || subject.Channel is not (Channel.Web or Channel.Email or Channel.Api)
            || subject.CitizenEmail is null || subject.Urgency != Urgency.Normal || subject.HumanRequested
            || await db.VigilanceAgreements.AsNoTracking().SingleOrDefaultAsync(row => row.Enabled, cancellation) is not { } agreement
            || !IsDrawn(draft.Id, agreement.SharePercent)
            || !await db.TrainingKinds.AnyAsync(row => row.Task == subject.Task, cancellation))
        {
            return;
        }

        var catalogue = ErrorCatalogue.For(draft.Text, [.. draft.Sentences.Where(sentence => sentence.Supported).Select(sentence => sentence.Text)]);
        var kinds = catalogue.Select(planted => planted.Kind).Distinct().ToList();
        if (kinds.Count == 0)
        {
            return;
        }

        var kind = kinds[(int)(Draw(draft.Id) / 100 % (uint)kinds.Count)];
        var chosen = catalogue.First(planted => planted.Kind == kind);
        db.PlantedErrors.Add(new PlantedError
        {
            OrganisationId = scope.Current,
            DraftId = draft.Id,
            CaseId = subject.Id,
            Kind = chosen.Kind,
            Truth = chosen.Truth,
            Planted = chosen.Planted,
            Wrong = chosen.Wrong,
        });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>
    /// The text to be sent with the right sentence put back, when it holds an error planted in any draft of the case; null when it may
    /// leave. Called in the transaction of the sending: the exercise ends there.
    /// </summary>
    internal async Task<string?> HoldAsync(Case subject, Draft? draft, string text, CancellationToken cancellation)
    {
        string? mended = null;
        foreach (var planted in await db.PlantedErrors.Where(row => row.CaseId == subject.Id).ToListAsync(cancellation))
        {
            if (!PlantedTrace.IsIn(text, SentenceOf(planted)))
            {
                continue;
            }

            var put = (mended ?? text).Replace(planted.Planted, planted.Truth, StringComparison.Ordinal);
            mended = PlantedTrace.IsIn(put, SentenceOf(planted)) ? draft?.Text ?? "" : put;
            if (!planted.Over && draft?.Id == planted.DraftId)
            {
                await EndAsync(subject, planted, caught: false, cancellation);
                draft.EditedText = draft.EditedText is null ? null : mended;
                await db.SaveChangesAsync(cancellation);
            }
        }

        return mended;
    }

    /// <summary>The last gate: whatever way a text came here, one that holds a planted error is not made a reply.</summary>
    internal async Task RefuseAsync(Guid caseId, string text, CancellationToken cancellation)
    {
        var planted = await db.PlantedErrors.AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(cancellation);
        if (planted.Any(error => PlantedTrace.IsIn(text, SentenceOf(error))))
        {
            throw new InvalidOperationException("A reply with a planted error must not leave.");
        }
    }

    /// <summary>The draft was sent without its error, or refused: the error was seen. Nothing is counted when the refusal is about something else.</summary>
    internal async Task ReviewedAsync(Case subject, Draft draft, bool seen, CancellationToken cancellation)
    {
        if (await db.PlantedErrors.SingleOrDefaultAsync(row => row.DraftId == draft.Id && !row.Over, cancellation) is { } planted)
        {
            await EndAsync(subject, planted, seen ? true : null, cancellation);
        }
    }

    private async Task EndAsync(Case subject, PlantedError planted, bool? caught, CancellationToken cancellation)
    {
        planted.Over = true;
        await db.SaveChangesAsync(cancellation);
        if (caught is { } result)
        {
            await ledger.CountAsync(subject.DepartmentId, planted.Kind, result, cancellation);
        }

        // Says that the exercise is over and not how it ended: the trail knows who acted.
        await trail.AppendAsync(new AuditFact(Actor.System, "vigilance.ended", subject.Id, planted.DraftId, Detail: $"kind={planted.Kind}"), cancellation);
    }

    private static uint Draw(Guid draftId) => BitConverter.ToUInt32(SHA256.HashData(draftId.ToByteArray()));

    private static PlantedSentence SentenceOf(PlantedError planted) => new(planted.Kind, planted.Truth, planted.Planted, planted.Wrong);

    private static Draft With(Draft draft, PlantedError planted)
    {
        var shown = new Draft
        {
            OrganisationId = draft.OrganisationId,
            Id = draft.Id,
            CaseId = draft.CaseId,
            MessageId = draft.MessageId,
            Engine = draft.Engine,
            Model = draft.Model,
            Prompt = draft.Prompt,
            PromptHash = draft.PromptHash,
            Status = draft.Status,
            Text = draft.Text.Replace(planted.Truth, planted.Planted, StringComparison.Ordinal),
            State = draft.State,
            CreatedAt = draft.CreatedAt,
            EditedText = draft.EditedText,
            EditedByAgentId = draft.EditedByAgentId,
            EditedAt = draft.EditedAt,
        };
        foreach (var sentence in draft.Sentences)
        {
            var row = new DraftSentence
            {
                OrganisationId = sentence.OrganisationId,
                Id = sentence.Id,
                DraftId = sentence.DraftId,
                Position = sentence.Position,
                Text = sentence.Text == planted.Truth ? planted.Planted : sentence.Text,
                Supported = sentence.Supported,
            };
            row.Citations.AddRange(sentence.Citations);
            row.Checks.AddRange(sentence.Checks);
            shown.Sentences.Add(row);
        }

        return shown;
    }
}
