using System.Collections.Concurrent;
using Collegue.Answering.Models;

namespace Collegue.Gateway.Calling;

/// <summary>
/// The orders to stop, watched once for all the calls of an organisation and for a little longer: thousands of calls a second would
/// otherwise each be watched.
/// </summary>
internal sealed class StopWatches : IDisposable
{
    private static readonly TimeSpan Lingers = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, Shared> _shared = new();
    private readonly KillSwitch _stops;
    private readonly ITimer _sweeping;

    public StopWatches(KillSwitch stops, TimeProvider clock)
    {
        _stops = stops;
        _sweeping = clock.CreateTimer(_ => Sweep(), null, Lingers, Lingers);
    }

    /// <summary>Its token is cancelled when an order stops models for the organisation. Dispose it when the call ends.</summary>
    public Watch Of(GatewayCaller caller)
    {
        while (true)
        {
            var shared = _shared.GetOrAdd(caller.Organisation, static (_, own) => new Shared(own._stops.Watch(own.caller.Organisation, own.caller.Ancestors)), (_stops, caller));
            if (shared.TryEnter() is { } token)
            {
                return new Watch(shared, token);
            }

            // It was stopped or left alone: the next call is watched anew.
            _shared.TryRemove(new KeyValuePair<Guid, Shared>(caller.Organisation, shared));
        }
    }

    public void Dispose() => _sweeping.Dispose();

    private void Sweep()
    {
        foreach (var (organisation, shared) in _shared)
        {
            if (shared.TryClose())
            {
                _shared.TryRemove(new KeyValuePair<Guid, Shared>(organisation, shared));
            }
        }
    }

    internal readonly struct Watch(Shared shared, CancellationToken token) : IDisposable
    {
        public CancellationToken Token => token;

        public void Dispose() => shared.Leave();
    }

    internal sealed class Shared(KillSwitch.Watched watched)
    {
        /// <summary>Below nothing, whoever enters or leaves meanwhile.</summary>
        private const int Closed = int.MinValue / 2;

        private readonly CancellationToken _token = watched.Token;
        private int _calls;
        private volatile bool _used;

        public CancellationToken? TryEnter()
        {
            if (Interlocked.Increment(ref _calls) <= 0 || _token.IsCancellationRequested)
            {
                Leave();
                return null;
            }

            _used = true;
            return _token;
        }

        /// <summary>The last to leave a stopped one ends it: an order may still be on its way to calls under way.</summary>
        public void Leave()
        {
            if (Interlocked.Decrement(ref _calls) == 0 && _token.IsCancellationRequested)
            {
                TryClose();
            }
        }

        /// <summary>When no call is under way and none came since the last time.</summary>
        public bool TryClose()
        {
            if (_used && !_token.IsCancellationRequested)
            {
                _used = false;
                return false;
            }

            if (Interlocked.CompareExchange(ref _calls, Closed, 0) != 0)
            {
                return false;
            }

            watched.Dispose();
            return true;
        }
    }
}
