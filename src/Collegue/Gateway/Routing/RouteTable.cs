using Collegue.Gateway.Local;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Routing;

/// <summary>
/// The routers of every organisation, read again every few seconds while calls come. A router whose new configuration is wrong
/// keeps the one it had; when nothing can be read, all of them do.
/// </summary>
internal sealed partial class RouteTable(
    IServiceScopeFactory scopes, ProviderStates states, IEnumerable<LocalModel> locals, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<RouteTable> logger)
    : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<string, LocalModel> _locals = locals.ToDictionary(local => local.Name, StringComparer.Ordinal);
    private RouteSnapshot _current = RouteSnapshot.Empty;

    public IReadOnlyCollection<LocalModel> Locals => _locals.Values;

    public LocalModel? LocalNamed(string name) => _locals.GetValueOrDefault(name);

    /// <summary>What holds now. Only the very first call waits for the database; later ones use what was read last while it is read again.</summary>
    public ValueTask<RouteSnapshot> CurrentAsync(CancellationToken cancellation)
    {
        var current = Volatile.Read(ref _current);
        if (clock.GetUtcNow() - current.ReadAt < TimeSpan.FromSeconds(options.Value.ReloadSeconds))
        {
            return ValueTask.FromResult(current);
        }

        if (current.ReadAt == DateTimeOffset.MinValue)
        {
            return new ValueTask<RouteSnapshot>(RefreshAsync(cancellation));
        }

        if (_reading.Wait(0, CancellationToken.None))
        {
            // Beside the call: none of them reads the database.
            _ = Task.Run(() => ReadHeldAsync(CancellationToken.None), CancellationToken.None);
        }

        return ValueTask.FromResult(current);
    }

    /// <summary>Reads now: after something was changed by this process.</summary>
    public async Task<RouteSnapshot> RefreshAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        return await ReadHeldAsync(cancellation);
    }

    public void Dispose() => _reading.Dispose();

    private async Task<RouteSnapshot> ReadHeldAsync(CancellationToken cancellation)
    {
        try
        {
            var next = await ReadAsync(Volatile.Read(ref _current), cancellation);
            Volatile.Write(ref _current, next);
            return next;
        }
        catch (Exception unread) when (unread is not OperationCanceledException && Volatile.Read(ref _current).ReadAt != DateTimeOffset.MinValue)
        {
            Log.Unread(logger, unread.GetType().Name);
            var kept = Volatile.Read(ref _current) with { ReadAt = clock.GetUtcNow() };
            Volatile.Write(ref _current, kept);
            return kept;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<RouteSnapshot> ReadAsync(RouteSnapshot before, CancellationToken cancellation)
    {
        await SocketThread.LeaveAsync();
        var now = clock.GetUtcNow();
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = services.ServiceProvider.GetRequiredService<CollegueDb>();
        var routers = await db.GatewayRouters.AsNoTracking().Include(row => row.Providers).ThenInclude(row => row.Model!.Server).ToListAsync(cancellation);
        var settings = await db.GatewaySettings.AsNoTracking().ToDictionaryAsync(row => row.OrganisationId, cancellation);
        var tables = new Dictionary<Guid, RouterNames>();
        var problems = new List<RouteProblem>();
        foreach (var rows in routers.GroupBy(row => row.OrganisationId))
        {
            var (table, wrong) = RouterNames.Of([.. rows], states, _locals.Keys, before.Tables.GetValueOrDefault(rows.Key));
            tables[rows.Key] = table;
            problems.AddRange(wrong.Select(problem => new RouteProblem(rows.Key, problem.Router, problem.Problem)));
            foreach (var (router, problem) in wrong)
            {
                Log.Wrong(logger, rows.Key, router, problem);
            }
        }

        return new RouteSnapshot(tables, settings, problems, now);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The routers of the gateway could not be read ({Error}); those read before go on.")]
        internal static partial void Unread(ILogger logger, string error);

        [LoggerMessage(LogLevel.Error, "The routers of organisation {Organisation} are not all taken over: {Router}: {Problem}.")]
        internal static partial void Wrong(ILogger logger, Guid organisation, string router, RouterProblem problem);
    }
}

/// <summary>What a reload found wrong, for the health page.</summary>
internal sealed record RouteProblem(Guid Organisation, string Router, RouterProblem Problem);
