using System.CommandLine;
using Collegue.Bench.Fuzz;

namespace Collegue.Commands;

/// <summary>Damaged files given to every reader: none may end the process, take too long or fill the memory.</summary>
internal static class BenchFuzz
{
    public static Command Create()
    {
        var files = new Option<int>("--files") { Description = "Damaged files of each format.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed") { Description = "Another one gives other damage; the same one the same.", DefaultValueFactory = _ => 1 };
        var formats = new Option<string[]>("--formats")
        {
            Description = $"Some of: {string.Join(',', FuzzBench.Formats)}.",
            DefaultValueFactory = _ => [.. FuzzBench.Formats],
            AllowMultipleArgumentsPerToken = true,
        };
        formats.Validators.Add(result =>
        {
            if (Named(result.GetValueOrDefault<string[]>()).Except(FuzzBench.Formats, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                result.AddError($"there is no format named '{unknown}'.");
            }
        });
        files.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--files takes a number from 1.");
            }
        });
        var seconds = new Option<double>("--seconds") { Description = "What one file may take.", DefaultValueFactory = _ => 10 };
        var megabytes = new Option<int>("--megabytes") { Description = "What the process that reads may hold.", DefaultValueFactory = _ => 500 };
        var keep = new Option<string>("--keep") { Description = "Where files at fault are written.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "collegue-fuzz") };
        var json = DataOption.CreateJson();
        var command = new Command("fuzz", "Give damaged files to every reader, in processes that are watched.") { files, seed, formats, seconds, megabytes, keep, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new FuzzPlan([typeof(BenchFuzz).Assembly.Location, "bench", "fuzz-worker"], parsed.GetValue(files), parsed.GetValue(seed),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(megabytes) * 1_000_000L, parsed.GetValue(keep)!);
            var rows = new List<FuzzFigures>();
            var terminal = new Terminal(Console.Error);
            foreach (var format in Named(parsed.GetValue(formats)))
            {
                terminal.Report(format);
                rows.Add(await FuzzBench.RunAsync(plan, format, cancellation));
            }

            terminal.End();
            BenchTable.PrintRows(rows, parsed.GetValue(json));
            return rows.TrueForAll(row => row.IsSound) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    /// <summary>The process that reads, for the command above.</summary>
    public static Command CreateWorker()
    {
        var format = new Argument<string>("format");
        var (seed, from, to) = (new Argument<int>("seed"), new Argument<int>("from"), new Argument<int>("to"));
        var command = new Command("fuzz-worker", "Read damaged files in this process.") { format, seed, from, to };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            await FuzzBench.WorkAsync(parsed.GetValue(format)!, parsed.GetValue(seed), parsed.GetValue(from), parsed.GetValue(to), Console.Out, cancellation);
            return ExitCodes.Success;
        });
        return command;
    }

    private static IReadOnlyList<string> Named(string[]? formats) =>
        [.. (formats ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
