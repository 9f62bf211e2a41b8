using Collegue.Gateway.Accounts;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>Reads and changes the routers of the organisation of the current scope. What a reload would refuse is refused here.</summary>
internal sealed class RouterKeeping(
    CollegueDb db, OrganisationScope scope, GatewayChanges changes, RouteTable routes, ProviderStates states, QuotaLedger ledger, TimeProvider clock)
{
    /// <summary>With their models and servers, by name.</summary>
    public Task<List<GatewayRouter>> ListAsync(CancellationToken cancellation) =>
        db.GatewayRouters.AsNoTracking().Include(row => row.Providers).ThenInclude(row => row.Model!.Server).OrderBy(row => row.Name).ToListAsync(cancellation);

    public async Task<GatewayRouter?> FindAsync(Guid id, CancellationToken cancellation) => (await ListAsync(cancellation)).Find(row => row.Id == id);

    /// <summary>The models that may answer under a name, by the name shown.</summary>
    public Task<List<LanguageModel>> ModelsAsync(CancellationToken cancellation) =>
        db.LanguageModels.AsNoTracking().Include(row => row.Server).OrderBy(row => row.ShownName).ToListAsync(cancellation);

    /// <param name="id">Null for a new one.</param>
    /// <param name="stamp">Of what was seen before it was changed; null to change it whatever it is.</param>
    /// <param name="agent">Who asked; null for a command or a program.</param>
    public async Task<RouterOutcome> SaveAsync(Guid? id, string? stamp, RouterDraft draft, Guid? agent, CancellationToken cancellation)
    {
        var outcome = await changes.MakeAsync<RouterOutcome>(() => SaveAloneAsync(id, stamp, draft, cancellation), agent, cancellation);
        if (outcome is RouterOutcome.Saved)
        {
            await routes.RefreshAsync(cancellation);
        }

        return outcome;
    }

    /// <summary>With the limits on it; false when there is no such router.</summary>
    public async Task<bool> RemoveAsync(Guid id, Guid? agent, CancellationToken cancellation)
    {
        var removed = await changes.MakeAsync(
            async () =>
            {
                await db.GatewayLimits.Where(row => row.RouterId == id).ExecuteDeleteAsync(cancellation);
                await db.RouterProviders.Where(row => row.RouterId == id).ExecuteDeleteAsync(cancellation);
                return await db.GatewayRouters.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation) == 1
                    ? (true, new GatewayFact("router.removed", id, null))
                    : (false, null);
            },
            agent, cancellation);
        if (removed)
        {
            await routes.RefreshAsync(cancellation);
            ledger.Refresh();
        }

        return removed;
    }

    private async Task<(RouterOutcome Outcome, GatewayFact? Fact)> SaveAloneAsync(Guid? id, string? stamp, RouterDraft draft, CancellationToken cancellation)
    {
        var rows = await ListAsync(cancellation);
        var before = rows.Find(row => row.Id == id);
        if (id is not null && before is null)
        {
            return (new RouterOutcome.Gone(), null);
        }

        var models = (await ModelsAsync(cancellation)).ToDictionary(model => model.Id);
        if ((before is not null && stamp is not null && stamp != RouterStamp.Of(before)) || draft.Providers.Any(provider => !models.ContainsKey(provider.Model)))
        {
            return (new RouterOutcome.Changed(), null);
        }

        var (own, created) = (before?.Id ?? Guid.CreateVersion7(clock.GetUtcNow()), before?.CreatedAt ?? clock.GetUtcNow());
        List<GatewayRouter> others = [.. rows.Where(row => row != before)];
        if (ProblemOf(others, draft.Row(scope.Current, own, created, models)) is { } wrong)
        {
            return (wrong, null);
        }

        await WriteAsync(draft.Row(scope.Current, own, created), isNew: before is null, cancellation);
        return (new RouterOutcome.Saved(own), new GatewayFact(
            before is null ? "router.added" : "router.changed", own,
            $"name={draft.Name};providers={draft.Providers.Count};masking={draft.Masking};farthest={draft.Farthest};shared={draft.SharedWithChildren};enabled={draft.Enabled}"));
    }

    private async Task WriteAsync(GatewayRouter row, bool isNew, CancellationToken cancellation)
    {
        if (isNew)
        {
            db.GatewayRouters.Add(row);
        }
        else
        {
            await db.GatewayRouters.Where(kept => kept.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(kept => kept.Name, row.Name).SetProperty(kept => kept.Aliases, row.Aliases).SetProperty(kept => kept.Kind, row.Kind)
                    .SetProperty(kept => kept.Strategy, row.Strategy).SetProperty(kept => kept.Masking, row.Masking).SetProperty(kept => kept.Farthest, row.Farthest)
                    .SetProperty(kept => kept.SharedWithChildren, row.SharedWithChildren).SetProperty(kept => kept.Enabled, row.Enabled),
                cancellation);
            await db.RouterProviders.Where(kept => kept.RouterId == row.Id).ExecuteDeleteAsync(cancellation);
            db.RouterProviders.AddRange(row.Providers);
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>What a reload with this router would find wrong that it does not find without it.</summary>
    private RouterOutcome.Wrong? ProblemOf(List<GatewayRouter> others, GatewayRouter draft)
    {
        string[] reserved = [.. routes.Locals.Select(local => local.Name)];
        if (others.Exists(row => row.Name == draft.Name))
        {
            return new RouterOutcome.Wrong(RouterProblem.NameTaken, draft.Name);
        }

        var (_, before) = RouterNames.Of(others, states, reserved);
        var (_, after) = RouterNames.Of([.. others, draft], states, reserved);
        return after.Except(before).Select(wrong => new RouterOutcome.Wrong(
            wrong.Problem, wrong.Problem == RouterProblem.NameTaken ? TakenName(others, draft, reserved) : null)).FirstOrDefault();
    }

    private static string? TakenName(IEnumerable<GatewayRouter> others, GatewayRouter draft, IEnumerable<string> reserved)
    {
        var taken = others.Where(row => row.Enabled).SelectMany(row => RouterNames.AliasesOf(row).Prepend(row.Name)).Concat(reserved).ToHashSet(StringComparer.Ordinal);
        return RouterNames.AliasesOf(draft).Prepend(draft.Name).FirstOrDefault(name => !taken.Add(name));
    }
}
