using Collegue.Storage.Models;
using Polly;
using Polly.CircuitBreaker;

namespace Collegue.Gateway.Routing;

/// <summary>
/// How a provider fares on this node, over reloads of the configuration: calls under way, how soon it answers, how often it fails, and a
/// circuit that opens when it keeps failing, so that it is asked nothing for a while and then tried with one call.
/// </summary>
internal sealed class ProviderHealth
{
    /// <summary>How much the last call weighs against all before it.</summary>
    private const double Newest = 0.2;

    /// <summary>Milliseconds supposed of one that was asked and never answered.</summary>
    private const double Unknown = 1_000;

    /// <summary>After so long without being asked, what is known of it weighs e times less: it is tried again in the end.</summary>
    private static readonly TimeSpan Fades = TimeSpan.FromMinutes(1);

    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline<UpstreamAnswer> _pipeline;
    private readonly TimeProvider _clock;
    private long _heardAt;
    private int _underWay;

    public ProviderHealth(GatewayOptions options, TimeProvider clock)
    {
        _clock = clock;
        _pipeline = new ResiliencePipelineBuilder<UpstreamAnswer> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<UpstreamAnswer>
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.FailuresBeforeRest,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(options.RestSeconds),
                ShouldHandle = arguments => ValueTask.FromResult(CountsAgainstIt(arguments.Outcome.Result)),
                StateProvider = _circuit,
            })
            .Build();
    }

    /// <summary>It does not keep failing: it may be asked at once, and what came of it is told (<see cref="TellAsync"/>).</summary>
    public bool IsWell => _circuit.CircuitState == CircuitState.Closed;

    public bool Rests => _circuit.CircuitState is CircuitState.Open or CircuitState.Isolated;

    public CircuitState State => _circuit.CircuitState;

    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Until the first byte of an answer, a moving mean; 0 before the first one.</summary>
    public double Milliseconds { get; private set; }

    /// <summary>Of the last calls, from 0 to 1.</summary>
    public double FailureShare { get; private set; }

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>What the next call is expected to take, in milliseconds that only compare; nothing for one that was never asked.</summary>
    public double Expected
    {
        get
        {
            var (milliseconds, heardAt) = (Milliseconds, Volatile.Read(ref _heardAt));
            if (milliseconds == 0)
            {
                milliseconds = heardAt == 0 && UnderWay == 0 ? 0 : Unknown;
            }

            var fading = heardAt == 0 ? 1 : Math.Exp(-(_clock.GetElapsedTime(heardAt) / Fades));
            return milliseconds * (1 + (10 * FailureShare)) * fading * (UnderWay + 1);
        }
    }

    /// <summary>Asks through the circuit: nothing while it is open, one call at a time once it rested.</summary>
    public async ValueTask<UpstreamAnswer> TryAsync(Func<ValueTask<UpstreamAnswer>> ask)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(static async (_, ask) => Outcome.FromResult(await ask()), context, ask);
            return outcome.Exception switch
            {
                null => outcome.Result,
                BrokenCircuitException => new UpstreamAnswer(null, ModelOutcome.Unreachable),
                var lost => throw lost,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// What came of a call made while the circuit was closed, which it counts. Telling it afterwards takes fewer steps than asking through
    /// it, thousands of times a second; it ends without waiting. One that comes when the circuit opened meanwhile tells nothing: after the
    /// rest it would pass for the call that tries the provider again.
    /// </summary>
    public async ValueTask TellAsync(UpstreamAnswer answer)
    {
        if (!IsWell)
        {
            return;
        }

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        try
        {
            await _pipeline.ExecuteOutcomeAsync(static (_, known) => new ValueTask<Outcome<UpstreamAnswer>>(Outcome.FromResult(known)), context, answer);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Of two calls that end at the same moment one may not count: means stay means, and nobody waits.</summary>
    public void Answered(double milliseconds)
    {
        Milliseconds = Milliseconds == 0 ? milliseconds : (Milliseconds * (1 - Newest)) + (milliseconds * Newest);
        FailureShare *= 1 - Newest;
        Volatile.Write(ref _heardAt, _clock.GetTimestamp());
    }

    public void Failed()
    {
        FailureShare = (FailureShare * (1 - Newest)) + Newest;
        Volatile.Write(ref _heardAt, _clock.GetTimestamp());
    }

    /// <summary>A fault of the provider; and when it is tried after its rest, whatever is no answer of its own.</summary>
    private bool CountsAgainstIt(UpstreamAnswer answer) =>
        answer.IsProvidersFault || (answer.Outcome is ModelOutcome.Abandoned or ModelOutcome.Stopped && _circuit.CircuitState == CircuitState.HalfOpen);
}
