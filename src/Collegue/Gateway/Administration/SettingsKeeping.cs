using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>Reads and changes what the organisation of the current scope decided for all that passes through the gateway.</summary>
internal sealed class SettingsKeeping(CollegueDb db, OrganisationScope scope, GatewayChanges changes, RouteTable routes)
{
    public const int LongestPurpose = 500;
    public const int MostTraceDays = 30;

    /// <summary>Null when the defaults hold.</summary>
    public Task<GatewaySettings?> FindAsync(CancellationToken cancellation) => db.GatewaySettings.AsNoTracking().SingleOrDefaultAsync(cancellation);

    public Task LimitPlaceAsync(InferencePlace farthest, Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            if (await db.GatewaySettings.ExecuteUpdateAsync(set => set.SetProperty(row => row.Farthest, farthest), cancellation) == 0)
            {
                await AddAsync(new GatewaySettings { OrganisationId = scope.Current, Farthest = farthest }, cancellation);
            }

            return new GatewayFact("gateway.place", null, $"farthest={farthest}");
        },
        agent, cancellation);

    /// <summary>From now on requests and answers are kept, until then.</summary>
    public Task TraceAsync(string purpose, DateTimeOffset until, Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            if (await db.GatewaySettings.ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.TracePurpose, purpose).SetProperty(row => row.TraceUntil, until), cancellation) == 0)
            {
                await AddAsync(
                    new GatewaySettings { OrganisationId = scope.Current, Farthest = InferencePlace.Elsewhere, TracePurpose = purpose, TraceUntil = until }, cancellation);
            }

            return new GatewayFact("gateway.trace-started", null, $"until={until:yyyy-MM-dd};purpose={purpose}");
        },
        agent, cancellation);

    /// <summary>Nothing is kept any more, and what was kept is deleted.</summary>
    public Task StopTraceAsync(Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            await db.GatewaySettings.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.TracePurpose, (string?)null).SetProperty(row => row.TraceUntil, (DateTimeOffset?)null), cancellation);
            var deleted = await db.GatewayTraces.ExecuteDeleteAsync(cancellation);
            return new GatewayFact("gateway.trace-stopped", null, $"deleted={deleted}");
        },
        agent, cancellation);

    private async Task ChangeAsync(Func<Task<GatewayFact>> change, Guid? agent, CancellationToken cancellation)
    {
        await changes.MakeAsync(async () => (true, (GatewayFact?)await change()), agent, cancellation);
        await routes.RefreshAsync(cancellation);
    }

    private async Task AddAsync(GatewaySettings settings, CancellationToken cancellation)
    {
        db.GatewaySettings.Add(settings);
        await db.SaveChangesAsync(cancellation);
    }
}
