using System.Diagnostics;
using System.Net.Sockets;
using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Gateway;

/// <summary>What one target did while a number of clients asked it as fast as it answered. Times in milliseconds.</summary>
/// <param name="Wrong">Answers that were not what they must be, and connections that broke.</param>
/// <param name="Processor">Of the target.</param>
/// <param name="OwnProcessor">Of the clients.</param>
internal sealed record LoadWindow(
    int Requests, double Seconds, double P50, double P99, double FirstP50, int Wrong, TimeSpan Processor, TimeSpan OwnProcessor, long ResidentBytes)
{
    public double PerSecond => Requests == 0 ? 0 : Requests / Seconds;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>Each client asks once on a new connection before time begins: idle ones may have been closed since the last round.</summary>
    public static async Task<LoadWindow> RunAsync(GatewayCase what, GatewayTarget target, int clients, TimeSpan duration, CancellationToken cancellation)
    {
        var request = what.RequestTo(target);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(duration + (2 * Grace));
        var start = new Start(clients);
        var running = Enumerable.Range(0, clients).Select(_ => AskAsync(what, target, request, duration, start, bounded.Token)).ToList();
        await Task.WhenAny(Task.WhenAll(running), start.ReadyAsync()).WaitAsync(cancellation);
        using var own = Process.GetCurrentProcess();
        var (before, ownBefore) = (target.Process.Tree, own.TotalProcessorTime);
        start.Go();
        var runs = await Task.WhenAll(running);
        cancellation.ThrowIfCancellationRequested();
        own.Refresh();
        var (after, ownAfter) = (target.Process.Tree, own.TotalProcessorTime);
        var whole = runs.SelectMany(run => run.Whole).Order().ToList();
        var first = runs.SelectMany(run => run.First).Order().ToList();
        return new LoadWindow(
            whole.Count, runs.Max(run => run.Seconds), At(whole, 0.50), At(whole, 0.99), At(first, 0.50), runs.Sum(run => run.Wrong),
            after.Processor - before.Processor, ownAfter - ownBefore, after.ResidentBytes);
    }

    public static bool IsRight(GatewayCase what, Exchange exchange) =>
        exchange.Status == 200 && exchange.Bytes > 0 && (!what.Streamed || (exchange.EndsWell && exchange.Events >= GatewayCase.Tokens));

    public static double Milliseconds(long ticks) => ticks * 1000d / Stopwatch.Frequency;

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : RetrievalBench.Percentile(sorted, share);

    private static async Task<Run> AskAsync(
        GatewayCase what, GatewayTarget target, byte[] request, TimeSpan duration, Start start, CancellationToken cancellation)
    {
        var run = new Run();
        var counted = false;
        try
        {
            using var connection = new GatewayConnection(target.Address);
            await connection.OpenAsync(cancellation);
            await connection.AskAsync(request, cancellation);
            start.Ready();
            counted = true;
            await start.Begun;
            var from = Stopwatch.GetTimestamp();
            do
            {
                var exchange = await connection.AskAsync(request, cancellation);
                if (IsRight(what, exchange))
                {
                    run.Whole.Add(Milliseconds(exchange.Whole));
                    run.First.Add(Milliseconds(exchange.First));
                }
                else
                {
                    run.Wrong++;
                }

                run.Seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
            }
            while (run.Seconds < duration.TotalSeconds);
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or InvalidDataException)
        {
            run.Wrong++;
        }

        if (!counted)
        {
            start.Ready();
        }

        return run;
    }

    private sealed class Run
    {
        public List<double> Whole { get; } = new(4096);

        public List<double> First { get; } = new(4096);

        public int Wrong { get; set; }

        public double Seconds { get; set; }
    }

    /// <summary>All clients begin together.</summary>
    private sealed class Start(int clients)
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int left = clients;

        public Task Begun => begun.Task;

        public void Ready()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                ready.SetResult();
            }
        }

        public Task ReadyAsync() => ready.Task;

        public void Go() => begun.SetResult();
    }
}
