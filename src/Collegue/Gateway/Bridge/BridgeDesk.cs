using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Casework;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Bridge;

internal abstract record BridgeOutcome
{
    private BridgeOutcome()
    {
    }

    /// <param name="Ids">In the order given.</param>
    /// <param name="Again">All of them were given before.</param>
    internal sealed record Accepted(IReadOnlyList<string> Ids, IReadOnlyList<string> Masked, bool Again) : BridgeOutcome;

    /// <summary>An id was used for another text: nothing was taken.</summary>
    internal sealed record Used(string Id) : BridgeOutcome;

    internal sealed record NotMasked : BridgeOutcome;
}

/// <summary>Takes testimonies, masked, each with the job that answers it in the same transaction; given twice by the same id, it is the same.</summary>
internal sealed class BridgeDesk(CollegueDb db, OrganisationScope scope, Masker masker, TimeProvider clock)
{
    private const int MostTries = 3;

    /// <summary>Null when personal data would be left.</summary>
    public string? Mask(string text)
    {
        try
        {
            var masked = masker.Mask(text);
            return masker.Find(masked.Text, masked.Map.Names()).Count == 0 ? masked.Text : null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The failure of a detector may quote the text: it is not carried along.
            return null;
        }
    }

    public async Task<BridgeOutcome> AcceptAsync(IReadOnlyList<Testimony> items, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var given = new List<(string Id, string Text)>();
        foreach (var item in items)
        {
            if (Mask(item.Text!) is not { } masked)
            {
                return new BridgeOutcome.NotMasked();
            }

            given.Add((item.Id ?? Guid.CreateVersion7(now).ToString(), masked));
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StoreAsync(given, now, cancellation);
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // The same was given by another request at the same time: it is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>The state as it is told: <c>failed</c> once the work was given up.</summary>
    public async Task<(BridgeMessage Message, BridgeState State)?> FindAsync(string id, CancellationToken cancellation)
    {
        if (await db.BridgeMessages.AsNoTracking().SingleOrDefaultAsync(row => row.OrganisationId == scope.Current && row.ExternalId == id, cancellation) is not { } message)
        {
            return null;
        }

        var isGivenUp = message.State == BridgeState.Waiting && await db.Jobs.AnyAsync(
            job => job.Kind == JobKinds.AnswerTestimony && job.SubjectId == message.Id && job.State == JobState.Failed, cancellation);
        return (message, isGivenUp ? BridgeState.Failed : message.State);
    }

    private async Task<BridgeOutcome> StoreAsync(List<(string Id, string Text)> given, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = given.Select(item => item.Id).Distinct().ToList();
        var known = await db.BridgeMessages.AsNoTracking().Where(row => row.OrganisationId == scope.Current && ids.Contains(row.ExternalId))
            .ToDictionaryAsync(row => row.ExternalId, row => row.Payload, cancellation);
        var isNew = false;
        foreach (var (id, text) in given)
        {
            var payload = JsonSerializer.Serialize(new BridgePayload(text), BridgeJson.Default.BridgePayload);
            if (known.TryGetValue(id, out var before))
            {
                if (before != payload)
                {
                    return new BridgeOutcome.Used(id);
                }

                continue;
            }

            (known[id], isNew) = (payload, true);
            Add(id, payload, now);
        }

        await db.SaveChangesAsync(cancellation);
        return new BridgeOutcome.Accepted([.. given.Select(item => item.Id)], [.. given.Select(item => item.Text)], !isNew);
    }

    private void Add(string id, string payload, DateTimeOffset now)
    {
        var message = new BridgeMessage
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            ExternalId = id,
            ReceivedAt = now,
            Payload = payload,
            State = BridgeState.Waiting,
        };
        db.Add(message);
        db.Jobs.Add(new Job
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Kind = JobKinds.AnswerTestimony,
            SubjectId = message.Id,
            DueAt = now,
        });
    }
}

/// <param name="Text">Masked.</param>
internal sealed record BridgePayload(string Text);

/// <param name="Status">As of an answer; <c>human</c> also when triage gives the testimony to a person.</param>
/// <param name="GeneratedAnswer">Proposed, for a person to read before it is sent; null when nothing was prepared.</param>
/// <param name="Task">Kind of request that triage recognised.</param>
/// <param name="Reasons">Why triage gave it to a person, in French.</param>
internal sealed record BridgeResult(
    string Status, string? GeneratedAnswer, string? Task, string Urgency, IReadOnlyList<string> Reasons, IReadOnlyList<BridgeCitation> Citations);

internal sealed record BridgeCitation(string Document, string Title, string? Url, DateOnly? Updated, string Quote);

/// <summary>How the bridge keeps and tells what it made.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BridgePayload))]
[JsonSerializable(typeof(BridgeResult))]
internal sealed partial class BridgeJson : JsonSerializerContext;
