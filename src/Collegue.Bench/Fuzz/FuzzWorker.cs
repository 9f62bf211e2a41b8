using System.Diagnostics;
using System.Globalization;

namespace Collegue.Bench.Fuzz;

/// <summary>Reads damaged files in this process, one after the other, and says after each how it went.</summary>
internal static class FuzzWorker
{
    /// <summary>Above this much memory what is no longer used is given back, so that the next peak is that of one file.</summary>
    private const long GiveBack = 150_000_000;

    private const int WarmUp = 3;

    /// <summary>Writes "ready", then a line a file: its number, "read", "refused" or the exception, milliseconds, and the peak of memory in bytes.</summary>
    public static async Task RunAsync(FuzzFormat format, int seed, int from, int to, TextWriter output, CancellationToken cancellation)
    {
        foreach (var sound in format.Seeds.Take(WarmUp))
        {
            _ = Outcome(format, sound.Assemble(sound.Parts), cancellation);
        }

        await output.WriteLineAsync("ready");
        await output.FlushAsync(cancellation);
        using var process = Process.GetCurrentProcess();
        for (var number = from; number < to; number++)
        {
            var file = Mutation.Of(format, seed, number);
            var started = Stopwatch.GetTimestamp();
            var outcome = Outcome(format, file, cancellation);
            var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            process.Refresh();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{number} {outcome} {taken:0.0} {process.PeakWorkingSet64}"));
            await output.FlushAsync(cancellation);
            if (process.WorkingSet64 > GiveBack)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }

    private static string Outcome(FuzzFormat format, byte[] file, CancellationToken cancellation)
    {
        try
        {
            return format.Reads(file, cancellation) ? "read" : "refused";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return exception.GetType().Name;
        }
    }
}
