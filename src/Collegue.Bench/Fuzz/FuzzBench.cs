using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Collegue.Bench.Fuzz;

/// <summary>What damaged files of one format did to its reader.</summary>
/// <param name="Crashes">An exception that the reader let out, or the end of the process.</param>
/// <param name="Hangs">Files that took longer than allowed.</param>
/// <param name="OverMemory">Files during which the process held more than allowed.</param>
/// <param name="Kept">The files at fault, where they were written.</param>
public sealed record FuzzFigures(
    string Format, int Files, int Read, int Refused, int Crashes, int Hangs, int OverMemory, double SlowestMs, double PeakMb, IReadOnlyList<string> Kept)
{
    [JsonIgnore]
    public bool IsSound => Crashes + Hangs + OverMemory == 0 && Read + Refused == Files;
}

/// <param name="Program">What the worker is started with: "dotnet", then these.</param>
/// <param name="Folder">Where files at fault are written.</param>
public sealed record FuzzPlan(IReadOnlyList<string> Program, int Files, int Seed, TimeSpan Longest, long MostBytes, string Folder);

/// <summary>Reads damaged files in processes of their own, which are watched: the end of one is a finding, not the end of the bench.</summary>
public static class FuzzBench
{
    public static IReadOnlyList<string> Formats => [.. FuzzFormat.All.Select(format => format.Name)];

    /// <summary>The side of the worker.</summary>
    public static Task WorkAsync(string format, int seed, int from, int to, TextWriter output, CancellationToken cancellation) =>
        FuzzWorker.RunAsync(Named(format), seed, from, to, output, cancellation);

    public static async Task<FuzzFigures> RunAsync(FuzzPlan plan, string format, CancellationToken cancellation)
    {
        var workers = Math.Min(Environment.ProcessorCount, plan.Files);
        var shares = Enumerable.Range(0, workers).Select(at => ((int)(plan.Files * (long)at / workers), (int)(plan.Files * (at + 1L) / workers)));
        var seen = (await Task.WhenAll(shares.Select(share => ReadAsync(plan, format, share.Item1, share.Item2, cancellation)))).SelectMany(list => list).ToList();
        return new FuzzFigures(
            format,
            seen.Count,
            seen.Count(file => file.Outcome == "read"),
            seen.Count(file => file.Outcome == "refused"),
            seen.Count(file => file.Fault == Fault.Crash),
            seen.Count(file => file.Fault == Fault.Hang),
            seen.Count(file => file.Fault == Fault.Memory),
            seen.Max(file => file.Milliseconds),
            seen.Max(file => file.Peak) / 1e6,
            [.. seen.Where(file => file.Fault != Fault.None).Select(file => Keep(plan, format, file))]);
    }

    private static FuzzFormat Named(string name) => FuzzFormat.All.Single(format => format.Name == name);

    private static async Task<IReadOnlyList<Seen>> ReadAsync(FuzzPlan plan, string format, int from, int to, CancellationToken cancellation)
    {
        var seen = new List<Seen>();
        while (from + seen.Count < to)
        {
            using var worker = Start(plan, format, from + seen.Count, to);
            try
            {
                await FollowAsync(worker, plan, to - from, seen, cancellation);
            }
            finally
            {
                if (!worker.HasExited)
                {
                    worker.Kill(entireProcessTree: true);
                }

                await worker.WaitForExitAsync(CancellationToken.None);
            }
        }

        return [.. seen.Select((file, at) => file with { Number = from + at })];
    }

    /// <summary>Follows one worker to its end, or to the first file that makes it useless.</summary>
    private static async Task FollowAsync(Process worker, FuzzPlan plan, int all, List<Seen> seen, CancellationToken cancellation)
    {
        // A runtime of its own has to start, on a machine that may be busy.
        if (await LineAsync(worker, TimeSpan.FromMinutes(2), cancellation) is not "ready")
        {
            throw new InvalidOperationException("The worker did not start.");
        }

        while (seen.Count < all)
        {
            using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var memory = WatchAsync(worker, plan.MostBytes, watch.Token);
            var started = Stopwatch.GetTimestamp();
            string? line;
            try
            {
                line = await LineAsync(worker, plan.Longest, cancellation);
            }
            catch (TimeoutException)
            {
                seen.Add(new Seen("", Fault.Hang, plan.Longest.TotalMilliseconds, 0));
                return;
            }
            finally
            {
                await watch.CancelAsync();
            }

            var peak = await memory;
            if (line?.Split(' ') is not [_, var outcome, var milliseconds, var highest])
            {
                seen.Add(new Seen("", peak > plan.MostBytes ? Fault.Memory : Fault.Crash, Stopwatch.GetElapsedTime(started).TotalMilliseconds, peak));
                return;
            }

            var bytes = long.Parse(highest, CultureInfo.InvariantCulture);
            var fault = bytes > plan.MostBytes ? Fault.Memory : outcome is "read" or "refused" ? Fault.None : Fault.Crash;
            seen.Add(new Seen(outcome, fault, double.Parse(milliseconds, CultureInfo.InvariantCulture), bytes));
            if (fault == Fault.Memory)
            {
                return;
            }
        }
    }

    private static async Task<string?> LineAsync(Process worker, TimeSpan longest, CancellationToken cancellation) =>
        await worker.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(longest, cancellation);

    /// <summary>Ends a worker that takes too much before the machine suffers; gives the most it was seen to hold.</summary>
    private static async Task<long> WatchAsync(Process worker, long most, CancellationToken cancellation)
    {
        var peak = 0L;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (await pause.WaitForNextTickAsync(cancellation))
            {
                worker.Refresh();
                peak = Math.Max(peak, worker.WorkingSet64);
                if (peak > most)
                {
                    worker.Kill(entireProcessTree: true);
                    return peak;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
        {
            // The file is done, or the worker ended between two looks.
        }

        return peak;
    }

    private static Process Start(FuzzPlan plan, string format, int from, int to)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in plan.Program.Concat([format, plan.Seed.ToString(CultureInfo.InvariantCulture), from.ToString(CultureInfo.InvariantCulture), to.ToString(CultureInfo.InvariantCulture)]))
        {
            start.ArgumentList.Add(argument);
        }

        var worker = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
        worker.ErrorDataReceived += (_, _) => { };
        worker.BeginErrorReadLine();
        return worker;
    }

    private static string Keep(FuzzPlan plan, string format, Seen file)
    {
        Directory.CreateDirectory(plan.Folder);
        var extension = format.StartsWith("sheet-", StringComparison.Ordinal) ? format[6..] : format;
        var name = Path.Combine(plan.Folder, string.Create(
            CultureInfo.InvariantCulture, $"{format}-{plan.Seed}-{file.Number}-{file.Fault}{(file.Outcome.Length > 0 ? "-" + file.Outcome : "")}.{extension}"));
        File.WriteAllBytes(name, Mutation.Of(Named(format), plan.Seed, file.Number));
        return name;
    }

    private enum Fault
    {
        None,
        Crash,
        Hang,
        Memory,
    }

    private sealed record Seen(string Outcome, Fault Fault, double Milliseconds, long Peak)
    {
        public int Number { get; init; }
    }
}
