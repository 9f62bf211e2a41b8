using System.CommandLine;
using System.Text.Json;
using Collegue.Access;
using Collegue.Answering;
using Collegue.Bench.Sheets;
using Collegue.Knowledge.Importing;
using Collegue.Storage.Organisations;
using Collegue.Workers;

namespace Collegue.Commands;

/// <summary>
/// Honest refusals: the titles of question sheets of a theme, asked of an instance that lacks the theme and of one that has it. The
/// promise: at least 85 % refused of what is not held, at most 8 % of what is.
/// </summary>
internal static class BenchRefusals
{
    private const double LeastHidden = 0.85;
    private const double MostHeld = 0.08;

    public static Command Create()
    {
        var location = new Argument<string?>("location") { Description = "A folder of sheets, or the package as npm packs it (default: it is packed now).", Arity = ArgumentArity.ZeroOrOne };
        var themes = new Option<string[]>("--themes")
        {
            Description = "Themes to leave out, one after the other.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["Étranger", "Transports", "Logement", "Justice", "Papiers - Citoyenneté"],
        };
        var questions = new Option<string?>("--questions") { Description = "JSONL file with \"text\" and \"theme\" to ask instead of titles; no promise is made of them." };
        var json = DataOption.CreateJson();
        var command = new Command("refusals", "Measure how often questions are refused whose theme is not in the index, and whose theme is.") { location, themes, questions, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = Directory.CreateTempSubdirectory("collegue-refusals-");
            try
            {
                var place = parsed.GetValue(location) ?? await SheetPackage.FetchAsync(data.FullName, cancellation);
                var sheets = await SheetShelf.ReadAsync(place, cancellation);
                var file = parsed.GetValue(questions);
                var asked = parsed.GetValue(themes)!.ToDictionary(theme => theme, theme => file is null ? TitlesOf(sheets, theme) : QuestionsOf(file, theme));
                var rows = await MeasureAsync(sheets, asked, data.FullName, cancellation);
                BenchTable.PrintRows(rows, parsed.GetValue(json));
                return file is not null || rows[^1] is { RefusedHidden: >= LeastHidden, RefusedHeld: <= MostHeld } ? ExitCodes.Success : ExitCodes.Failure;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }

    /// <returns>A row for each theme, then one for all of them.</returns>
    private static async Task<IReadOnlyList<RefusalRow>> MeasureAsync(
        IReadOnlyList<NationalSheet> sheets, Dictionary<string, List<string>> asked, string data, CancellationToken cancellation)
    {
        var held = await RefusedAsync(sheets, asked, Path.Combine(data, "all"), cancellation);
        var counts = new List<(string Theme, int Questions, int Hidden, int Held)>();
        foreach (var theme in asked.Keys)
        {
            var without = await RefusedAsync([.. sheets.Where(sheet => sheet.Document.Theme != theme)], new() { [theme] = asked[theme] }, Path.Combine(data, $"without-{counts.Count}"), cancellation);
            counts.Add((theme, asked[theme].Count, without[theme], held[theme]));
        }

        counts.Add(("all", counts.Sum(row => row.Questions), counts.Sum(row => row.Hidden), counts.Sum(row => row.Held)));
        return [.. counts.Select(row => new RefusalRow(row.Theme, row.Questions, Share(row.Hidden, row.Questions), Share(row.Held, row.Questions)))];
    }

    private static List<string> TitlesOf(IReadOnlyList<NationalSheet> sheets, string theme) =>
    [
        .. sheets.Where(sheet => sheet.Document.Theme == theme && sheet.Document.Title.EndsWith('?')).Select(sheet => sheet.Document.Title).Distinct(),
    ];

    private static List<string> QuestionsOf(string file, string theme) =>
    [
        .. File.ReadLines(file).Where(line => line.Length > 0).Select((line, at) => JsonSerializer.Deserialize<ThemedQuestion>(line, JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"{Path.GetFileName(file)}, line {at + 1}: an object is expected."))
            .Where(question => question.Theme == theme).Select(question => question.Text),
    ];

    private static async Task<Dictionary<string, int>> RefusedAsync(
        IReadOnlyList<NationalSheet> sheets, Dictionary<string, List<string>> asked, string data, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(data, cancellation);
        await using var first = host.Services.CreateAsyncScope();
        var owner = await first.ServiceProvider.GetRequiredService<FirstOrganisations>().NationalAsync(cancellation);
        if (await host.Services.GetRequiredService<Importer>().RunAsync(new SheetSource("sheets", sheets), BenchSheets.Target(owner), progress: null, cancellation) is not ImportOutcome.Finished)
        {
            throw new InvalidDataException("the sheets could not be imported.");
        }

        await using var scope = host.Services.CreateScope(owner);
        var answerer = scope.ServiceProvider.GetRequiredService<Answerer>();
        var today = host.Services.GetRequiredService<TimeProvider>().Today();
        var refused = asked.Keys.ToDictionary(theme => theme, _ => 0);
        foreach (var (theme, questions) in asked)
        {
            foreach (var question in questions)
            {
                var answer = await answerer.AskAsync(new Question(question, owner.Id, owner.Ancestors, today), cancellation);
                refused[theme] += answer.Status == AnswerStatus.NoSource ? 1 : 0;
            }
        }

        return refused;
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round(part / (double)whole, 3);

    /// <param name="RefusedHidden">Share of <c>no_source</c> when the theme is left out.</param>
    /// <param name="RefusedHeld">Share of <c>no_source</c> when it is there.</param>
    private sealed record RefusalRow(string Theme, int Questions, double RefusedHidden, double RefusedHeld);

    private sealed record ThemedQuestion(string Text, string Theme);
}
