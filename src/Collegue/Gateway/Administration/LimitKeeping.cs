using Collegue.Gateway.Accounts;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>How adding a limit ended.</summary>
internal enum LimitOutcome
{
    Added,

    /// <summary>There is one for the same, with another amount or not.</summary>
    Same,

    /// <summary>There is no such department, user, key or router here.</summary>
    Unknown,
}

/// <summary>Changes the limits of the organisation of the current scope.</summary>
internal sealed class LimitKeeping(CollegueDb db, OrganisationScope scope, GatewayChanges changes, QuotaLedger ledger, TimeProvider clock)
{
    public Task<GatewayLimit?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.GatewayLimits.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);

    /// <param name="subject">Whose; <see cref="Guid.Empty"/> for the organisation, every key and every user.</param>
    /// <param name="router">One the organisation sees; <see cref="Guid.Empty"/> for all together.</param>
    /// <param name="agent">Who asked; null for a command or a program.</param>
    public async Task<(LimitOutcome Outcome, Guid Id)> AddAsync(
        LimitSubject kind, Guid subject, Guid router, LimitMeasure measure, LimitPeriod period, long most, Guid? agent, CancellationToken cancellation)
    {
        var limit = new GatewayLimit
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Subject = kind,
            SubjectId = subject,
            RouterId = router,
            Measure = measure,
            Period = period,
            Most = most,
        };
        var outcome = await changes.MakeAsync(
            async () =>
            {
                if (!await IsKnownAsync(kind, subject, cancellation))
                {
                    return (LimitOutcome.Unknown, null);
                }

                if (await db.GatewayLimits.AnyAsync(
                        row => row.Subject == kind && row.SubjectId == subject && row.RouterId == router && row.Measure == measure && row.Period == period, cancellation))
                {
                    return (LimitOutcome.Same, (GatewayFact?)null);
                }

                db.GatewayLimits.Add(limit);
                await db.SaveChangesAsync(cancellation);
                return (LimitOutcome.Added, new GatewayFact("limit.added", limit.Id, Said(limit, most)));
            },
            agent, cancellation);
        ledger.Refresh();
        return (outcome, limit.Id);
    }

    /// <summary>False when there is no such limit any more, or somebody changed it since <paramref name="before"/> was read.</summary>
    public async Task<bool> ChangeAsync(GatewayLimit before, long most, Guid? agent, CancellationToken cancellation)
    {
        var changed = await changes.MakeAsync(
            async () => await db.GatewayLimits.Where(row => row.Id == before.Id && row.Most == before.Most)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Most, most), cancellation) == 1
                ? (true, new GatewayFact("limit.changed", before.Id, $"{Said(before, most)};before={before.Most}"))
                : (false, null),
            agent, cancellation);
        ledger.Refresh();
        return changed;
    }

    /// <summary>With what was counted for it; false when there is no such limit any more.</summary>
    public async Task<bool> RemoveAsync(GatewayLimit limit, Guid? agent, CancellationToken cancellation)
    {
        var removed = await changes.MakeAsync(
            async () => await db.GatewayLimits.Where(row => row.Id == limit.Id).ExecuteDeleteAsync(cancellation) == 1
                ? (true, new GatewayFact("limit.removed", limit.Id, Said(limit, limit.Most)))
                : (false, null),
            agent, cancellation);
        ledger.Refresh();
        return removed;
    }

    private async Task<bool> IsKnownAsync(LimitSubject kind, Guid subject, CancellationToken cancellation) => kind switch
    {
        LimitSubject.Department => await db.Departments.AnyAsync(row => row.Id == subject, cancellation),
        LimitSubject.User => await db.Memberships.AnyAsync(row => row.AgentId == subject, cancellation),
        LimitSubject.Key => await db.ApiKeys.AnyAsync(row => row.Id == subject, cancellation),
        _ => subject == Guid.Empty,
    };

    private static string Said(GatewayLimit limit, long most) => $"subject={limit.Subject};measure={limit.Measure};period={limit.Period};most={most}";
}
