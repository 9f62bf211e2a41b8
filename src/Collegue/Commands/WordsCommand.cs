using System.CommandLine;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Searching.Words;

namespace Collegue.Commands;

/// <summary>Shows an administrator which words stand for each other in questions, and who says so.</summary>
internal static class WordsCommand
{
    public static Command Create()
    {
        var word = new Argument<string?>("word") { Description = "Only families that have it, whatever its case.", Arity = ArgumentArity.ZeroOrOne };
        var (data, json) = (DataOption.Create(), DataOption.CreateJson());
        var command = new Command("words", "List the words that stand for each other in questions: synonyms, acronyms, writings of the same thing.") { word, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var families = await host.Services.GetRequiredService<Search>().WordsAsync(cancellation);
            var wanted = parsed.GetValue(word);
            List<Row> rows = [.. families.Where(family => wanted is null || family.Members.Any(member => member.Contains(wanted, StringComparison.CurrentCultureIgnoreCase)))
                .Select(family => new Row(family.List, Name(family.Origin), family.Members))];
            if (rows.Count == 0)
            {
                await Console.Error.WriteLineAsync($"collegue: no list has '{wanted}'. Add a line to a list in the folder 'vocabulary' of the data directory.");
                return ExitCodes.Failure;
            }

            BenchTable.PrintRows(rows, parsed.GetValue(json));
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Name(WordOrigin origin) => origin switch
    {
        WordOrigin.Program => "program",
        WordOrigin.Administrator => "vocabulary",
        WordOrigin.Sources => "sources",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private sealed record Row(string List, string From, IReadOnlyList<string> Words);
}
