using System.CommandLine;
using System.Globalization;
using Collegue.Bench.Vectors;

namespace Collegue.Commands;

/// <summary>Our embeddings and the vector scan on this machine, and from which size PostgreSQL is the better place.</summary>
internal static class BenchVectors
{
    public static Command Create()
    {
        var sizes = new Option<int[]>("--sizes") { Description = "Numbers of synthetic vectors.", DefaultValueFactory = _ => [40_000, 100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
        var budget = new Option<double>("--budget") { Description = "Milliseconds one scan may take.", DefaultValueFactory = _ => 80 };
        var json = DataOption.CreateJson();
        var command = new Command("vectors", "Time our embeddings and the vector scan beside what memory can give.") { sizes, budget, json };
        command.SetAction((parsed, cancellation) =>
        {
            var report = VectorsBench.Run(parsed.GetValue(sizes)!, parsed.GetValue(budget), new Terminal(Console.Error), cancellation);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(Wire.Line(report));
            }
            else
            {
                Print(report);
            }

            return Task.FromResult(report.Scans.All(scan => scan.ByteMilliseconds <= report.BudgetMilliseconds) ? ExitCodes.Success : ExitCodes.Failure);
        });
        return command;
    }

    private static void Print(VectorsReport report)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            model             {report.Model}, {report.Dimensions} numbers a vector
            load              {report.LoadMilliseconds:0.0} ms
            short texts       {report.TextsPerSecond:0} a second on one processor
            memory            {report.MemoryGigabytesPerSecond:0.0} GB/s read by {Environment.ProcessorCount} processors

               vectors   bytes, ms   a tenth allowed, ms   floats, ms   GB/s   of memory
            """));
        foreach (var scan in report.Scans)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{scan.Vectors,10}{scan.ByteMilliseconds,12:0.00}{scan.TenthAllowedMilliseconds,22:0.00}{scan.FloatMilliseconds,13:0.00}{scan.GigabytesPerSecond,7:0.0}{scan.MemoryShare,12:0 %}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""

            From the largest measured: a scan takes more than {report.BudgetMilliseconds:0} ms from {report.MovePassages:N0} passages on; move to PostgreSQL before.
            For 15 ms a scan, that is from {report.MovePassages / report.BudgetMilliseconds * 15:N0} passages on.
            """));
    }
}
