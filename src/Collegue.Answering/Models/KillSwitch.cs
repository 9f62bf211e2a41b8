using System.Collections.Concurrent;
using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Answering.Models;

/// <summary>An order to stop that holds.</summary>
public sealed record StopOrder(StopLevel Level, bool WholeInstance, string Reason, DateTimeOffset Since);

/// <summary>
/// Whether an administrator stopped models or answers. Orders are read from the database every 300 to 400 ms, on every node; what runs
/// meanwhile is cancelled within a second of the order. When they cannot be read for five seconds, what runs is cancelled too.
/// </summary>
public sealed class KillSwitch(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(400);

    /// <summary>While something is watched they are read before they are stale, so that no call waits for the database.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Blindness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Watched, byte> _watched = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Snapshot _current = new([], DateTimeOffset.MinValue);
    private int _pumping;

    /// <summary>The order that holds for the organisation, the strictest first; null when there is none.</summary>
    public async Task<StopOrder?> OrderAsync(Guid organisation, IReadOnlyList<Guid> ancestors, CancellationToken cancellation)
    {
        var snapshot = Volatile.Read(ref _current);
        if (clock.GetUtcNow() - snapshot.ReadAt >= Freshness)
        {
            snapshot = await ReadAsync(snapshot, cancellation);
        }

        return snapshot.For(organisation, ancestors);
    }

    /// <summary>Reads the orders now, and cancels what they stop: after one was given or lifted by this process.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var snapshot = await ReadAsync(Volatile.Read(ref _current), cancellation);
        await CancelAsync(watched => snapshot.For(watched.Organisation, watched.Ancestors) is not null);
    }

    /// <summary>Its token is cancelled when an order stops models for the organisation. Dispose it when the work ends.</summary>
    public Watched Watch(Guid organisation, IReadOnlyList<Guid> ancestors)
    {
        var watched = new Watched(this, organisation, ancestors);
        _watched[watched] = 0;
        if (Interlocked.Exchange(ref _pumping, 1) == 0)
        {
            _ = PumpAsync();
        }

        return watched;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _reading.Dispose();
    }

    /// <summary>Runs while something is watched, so that a program at rest asks the database nothing.</summary>
    private async Task PumpAsync()
    {
        try
        {
            do
            {
                while (!_watched.IsEmpty)
                {
                    await Task.Delay(Ahead, clock, _closing.Token);
                    await LookAsync(_closing.Token);
                }

                Volatile.Write(ref _pumping, 0);
            }
            while (!_watched.IsEmpty && Interlocked.Exchange(ref _pumping, 1) == 0);
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException)
        {
            // The program ends; so does what it watched.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync(cancellation);
        }
        catch (Exception unread) when (unread is not OperationCanceledException)
        {
            if (clock.GetUtcNow() - Volatile.Read(ref _current).ReadAt > Blindness)
            {
                await CancelAsync(_ => true);
            }
        }
    }

    private async Task CancelAsync(Func<Watched, bool> stopped)
    {
        foreach (var watched in _watched.Keys.Where(stopped))
        {
            await watched.CancelAsync();
        }
    }

    private async Task<Snapshot> ReadAsync(Snapshot seen, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            var current = Volatile.Read(ref _current);
            if (!ReferenceEquals(current, seen) && clock.GetUtcNow() - current.ReadAt < Freshness)
            {
                return current;
            }

            await SocketThread.LeaveAsync();
            var now = clock.GetUtcNow();
            await using var services = scopes.CreateAsyncScope();
            services.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
            var rows = await services.ServiceProvider.GetRequiredService<CollegueDb>().ModelStops.AsNoTracking()
                .Where(row => row.ResumedAt == null).ToListAsync(cancellation);
            current = new Snapshot(rows, now);
            Volatile.Write(ref _current, current);
            return current;
        }
        finally
        {
            _reading.Release();
        }
    }

    public sealed class Watched : IDisposable
    {
        private readonly KillSwitch _owner;

        internal Watched(KillSwitch owner, Guid organisation, IReadOnlyList<Guid> ancestors) =>
            (_owner, Organisation, Ancestors) = (owner, organisation, ancestors);

        private readonly CancellationTokenSource _stopped = new();

        public Guid Organisation { get; }

        public IReadOnlyList<Guid> Ancestors { get; }

        public CancellationToken Token => _stopped.Token;

        internal async Task CancelAsync()
        {
            try
            {
                await _stopped.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended at the same moment.
            }
        }

        public void Dispose()
        {
            _owner._watched.TryRemove(this, out _);
            _stopped.Dispose();
        }
    }

    private sealed record Snapshot(IReadOnlyList<ModelStop> Stops, DateTimeOffset ReadAt)
    {
        public StopOrder? For(Guid organisation, IReadOnlyList<Guid> ancestors) => Stops.Count == 0 ? null : Stops
            .Where(stop => stop.WholeInstance || stop.OrganisationId == organisation || ancestors.Contains(stop.OrganisationId))
            .OrderByDescending(stop => stop.Level).ThenBy(stop => stop.StoppedAt)
            .Select(stop => new StopOrder(stop.Level, stop.WholeInstance, stop.Reason, stop.StoppedAt)).FirstOrDefault();
    }
}
