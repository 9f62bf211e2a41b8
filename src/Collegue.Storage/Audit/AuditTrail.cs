using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Audit;

/// <summary>What the caller knows of a fact; the trail adds when, where in the chain, and the hashes.</summary>
public sealed record AuditFact(
    Actor Actor, string Action, Guid? CaseId = null, Guid? SubjectId = null, Guid? AgentId = null, string? Detail = null);

/// <summary>Appends to, and verifies, the hash chain of an organisation.</summary>
public sealed class AuditTrail(CollegueDb db, OrganisationScope scope, TimeProvider clock)
{
    /// <summary>
    /// Adds the fact to the chain of the current organisation. Must be called inside the transaction of the change it records,
    /// after the change and just before the commit: other writers of the organisation wait from here on.
    /// </summary>
    public async Task AppendAsync(AuditFact fact, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit entry is written in the transaction of what it records.");
        }

        var organisation = scope.Current;
        if (organisation == Guid.Empty)
        {
            throw new InvalidOperationException("An audit entry belongs to an organisation: enter its scope first.");
        }

        if (await LockHeadAsync(cancellation) == 0)
        {
            // Two first writers may come at once: the second must wait for the first, not fail.
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO audit_heads (organisation_id, sequence, hash) VALUES ({organisation}, 0, '') ON CONFLICT DO NOTHING",
                cancellation);
            await LockHeadAsync(cancellation);
        }

        var head = await db.AuditHeads.AsNoTracking().SingleAsync(cancellation);
        var entry = Link(organisation, head, fact);
        db.AuditEntries.Add(entry);
        await db.SaveChangesAsync(cancellation);
        await db.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(row => row.Hash, entry.Hash), cancellation);
    }

    /// <summary>
    /// Walks the whole chain of the current organisation and returns the first fault found, or null. Others may append meanwhile:
    /// the head read before the walk tells the least, the head read after it the most, that must be there.
    /// </summary>
    public async Task<AuditFault?> VerifyAsync(CancellationToken cancellation)
    {
        var expected = 1L;
        var previous = "";
        var (least, hash) = await HeadAsync(cancellation);
        await foreach (var entry in db.AuditEntries.AsNoTracking().Where(row => row.OrganisationId == scope.Current)
                           .OrderBy(row => row.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (entry.Sequence != expected)
            {
                return new AuditFault(expected, "an entry is missing");
            }

            if (entry.PreviousHash != previous || entry.Hash != Hash(entry) || (entry.Sequence == least && entry.Hash != hash))
            {
                return new AuditFault(entry.Sequence, "an entry was changed");
            }

            previous = entry.Hash;
            expected++;
        }

        var last = expected - 1;
        if (last < least)
        {
            return new AuditFault(expected, "the end of the chain was cut");
        }

        var most = last == least ? least : (await HeadAsync(cancellation)).Sequence;
        return last <= most ? null : new AuditFault(most + 1, "an entry was added outside the trail");
    }

    private Task<int> LockHeadAsync(CancellationToken cancellation) => db.AuditHeads.ExecuteUpdateAsync(
        set => set.SetProperty(head => head.Sequence, head => head.Sequence + 1), cancellation);

    private async Task<(long Sequence, string Hash)> HeadAsync(CancellationToken cancellation)
    {
        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(row => row.OrganisationId == scope.Current, cancellation);
        return (head?.Sequence ?? 0, head?.Hash ?? "");
    }

    private AuditEntry Link(Guid organisation, AuditHead head, AuditFact fact)
    {
        // Stored to the millisecond: the hash must be computed on what will be read back.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        AuditEntry Entry(string hash) => new()
        {
            OrganisationId = organisation,
            Sequence = head.Sequence,
            At = at,
            Actor = fact.Actor,
            AgentId = fact.AgentId,
            Action = fact.Action,
            CaseId = fact.CaseId,
            SubjectId = fact.SubjectId,
            Detail = fact.Detail,
            PreviousHash = head.Hash,
            Hash = hash,
        };

        return Entry(Hash(Entry("")));
    }

    private static string Hash(AuditEntry entry)
    {
        var line = string.Join('\u001f', entry.OrganisationId, entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), entry.Actor, entry.AgentId, entry.Action,
            entry.CaseId, entry.SubjectId, entry.Detail, entry.PreviousHash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }
}

public sealed record AuditFault(long Sequence, string What);
