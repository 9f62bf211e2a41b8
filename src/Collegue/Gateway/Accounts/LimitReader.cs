using System.Collections.Concurrent;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>Knows the limits of organisations without a query for each call: they are read again after <see cref="Freshness"/>.</summary>
internal sealed partial class LimitReader(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<AccountsOptions> options, ILogger<LimitReader> logger)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    /// <summary>Limits that could not be read for so long are not to be trusted.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ReadAhead = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, Known> known = new();

    /// <summary>Null when they must be read first.</summary>
    public LimitSet? Fresh(Guid organisation)
    {
        if (!known.TryGetValue(organisation, out var entry) || entry.Stale || entry.Set is not { } set)
        {
            return null;
        }

        var age = clock.GetElapsedTime(entry.ReadAt);
        if (age >= ReadAhead && age < Freshness)
        {
            _ = StartAsync(organisation, entry);
        }

        return age < Freshness ? set : null;
    }

    public async Task<LimitSet> ReadAsync(Guid organisation, CancellationToken cancellation)
    {
        var entry = known.GetOrAdd(organisation, _ => new Known());
        if (!entry.FailedLately(clock))
        {
            try
            {
                await StartAsync(organisation, entry).WaitAsync(TimeSpan.FromSeconds(options.Value.DatabaseSeconds), clock, cancellation);
            }
            catch (TimeoutException)
            {
                Log.NotRead(logger, organisation, nameof(TimeoutException));
            }
        }

        return entry.Set is { } set && clock.GetElapsedTime(entry.ReadAt) < Longest
            ? set
            : throw new AccountsClosedException("The limits of the organisation cannot be read.", entry.Failure);
    }

    public void Refresh()
    {
        foreach (var entry in known.Values)
        {
            entry.Outdate();
        }
    }

    private Task StartAsync(Guid organisation, Known entry)
    {
        lock (entry)
        {
            return entry.Reading ??= Task.Run(() => ReadAsync(organisation, entry));
        }
    }

    /// <summary>Fails never: what went wrong is kept.</summary>
    private async Task ReadAsync(Guid organisation, Known entry)
    {
        var (started, version) = (clock.GetTimestamp(), entry.Version);
        try
        {
            await using var unit = scopes.CreateAsyncScope();
            unit.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation, []);
            var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
            var limits = await db.GatewayLimits.AsNoTracking().OrderBy(row => row.Id).ToListAsync(CancellationToken.None);
            entry.Keep(entry.Set?.Says(limits) == true ? entry.Set : new LimitSet(organisation, limits), started, version);
        }
        catch (Exception exception)
        {
            entry.Fail(exception, clock.GetTimestamp());
            Log.NotRead(logger, organisation, exception.GetType().Name);
        }
    }

    private sealed class Known
    {
        private long failedAt;

        public Task? Reading { get; set; }
        public LimitSet? Set { get; private set; }
        public long ReadAt { get; private set; }
        public int Version { get; private set; }
        public bool Stale { get; private set; }
        public Exception? Failure { get; private set; }

        public bool FailedLately(TimeProvider clock)
        {
            lock (this)
            {
                return Failure is not null && clock.GetElapsedTime(failedAt) < AfterFailure;
            }
        }

        public void Keep(LimitSet set, long started, int version)
        {
            lock (this)
            {
                (Set, ReadAt, Failure, Reading) = (set, started, null, null);
                Stale = version != Version;
            }
        }

        public void Fail(Exception exception, long now)
        {
            lock (this)
            {
                (Failure, failedAt, Reading) = (exception, now, null);
            }
        }

        public void Outdate()
        {
            lock (this)
            {
                (Stale, Version) = (true, Version + 1);
                Failure = null;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The limits of {Organisation} could not be read: {Error}.")]
        internal static partial void NotRead(ILogger logger, Guid organisation, string error);
    }
}
