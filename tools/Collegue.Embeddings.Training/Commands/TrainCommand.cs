using System.CommandLine;
using System.Diagnostics;
using Collegue.Bench.Sheets;
using Collegue.Embeddings.Training.Learning;
using Collegue.Knowledge.Embedding;

namespace Collegue.Embeddings.Training.Commands;

/// <summary>Trains a model and writes it.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var sheets = Verbs.Sheets();
        var usual = new Recipe();
        var output = new Option<string>("--output") { Description = "File to write.", Required = true };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => usual.Epochs };
        var dimensions = new Option<int>("--dimensions") { DefaultValueFactory = _ => usual.Dimensions };
        var grams = new Option<int>("--grams") { DefaultValueFactory = _ => usual.GramRows, Description = "Rows for sequences of letters." };
        var pace = new Option<float>("--pace") { DefaultValueFactory = _ => usual.Pace };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => usual.Seed };
        var command = new Command("train", "Train a model on the national sheets.") { sheets, output, epochs, dimensions, grams, pace, seed };
        command.SetAction(async (parsed, cancellation) =>
        {
            var watch = Stopwatch.StartNew();
            var recipe = usual with
            {
                Epochs = parsed.GetValue(epochs),
                Dimensions = parsed.GetValue(dimensions),
                GramRows = parsed.GetValue(grams),
                Pace = parsed.GetValue(pace),
                Seed = parsed.GetValue(seed),
            };
            var shelf = await SheetShelf.ReadAsync(parsed.GetValue(sheets)!, cancellation);
            var model = recipe.Cook(shelf, line => Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s  {line}"), cancellation);
            await using var file = File.Create(parsed.GetValue(output)!);
            ModelFile.Write(model, file);
            Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s  {file.Length / 1e6:0.0} MB written");
        });
        return command;
    }
}
