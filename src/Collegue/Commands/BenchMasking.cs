using System.CommandLine;
using Collegue.Bench.Masking;
using Collegue.Bench.Sheets;

namespace Collegue.Commands;

/// <summary>How much of the personal data of marked texts is masked, by kind, and how much is masked for nothing.</summary>
internal static class BenchMasking
{
    /// <summary>What is promised of the whole of each set.</summary>
    private const double LeastRecall = 0.85;

    public static Command Create()
    {
        var files = new Option<string[]>("--texts")
        {
            Description = "JSONL files with \"id\" and \"text\" where data is marked [[kind|value]].",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var sheets = new Option<string?>("--sheets") { Description = "Also the sentences of these national sheets (a folder or the package as npm packs it), which speak of nobody." };
        var show = new Option<bool>("--show") { Description = "Say what was left and what was masked for nothing, beside the ids of the texts." };
        var json = DataOption.CreateJson();
        var command = new Command("masking", "Mask texts whose personal data is marked; print recall and precision by kind.") { files, sheets, show, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var rows = parsed.GetValue(files)!.SelectMany(file => MaskingBench.Run(Path.GetFileNameWithoutExtension(file), MarkedText.Read(file), parsed.GetValue(show))).ToList();
            BenchTable.PrintRows(rows, parsed.GetValue(json));
            if (parsed.GetValue(sheets) is { } place)
            {
                Console.WriteLine();
                BenchTable.Print(SheetMaskingBench.Run(await SheetShelf.ReadAsync(place, cancellation), TimeProvider.System), parsed.GetValue(json));
            }

            return rows.Where(row => row.Kind == MaskingBench.All).All(row => row.Recall >= LeastRecall) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }
}
