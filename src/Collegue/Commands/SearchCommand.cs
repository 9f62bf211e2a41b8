using System.CommandLine;
using System.Globalization;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

internal static class SearchCommand
{
    public static Command Create()
    {
        var question = new Argument<string>("question") { Description = "What to look for." };
        var top = new Option<int>("--top") { Description = "How many documents at most.", DefaultValueFactory = _ => 10 };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--top takes a number from 1 to 1000.");
            }
        });
        var mode = DataOption.CreateMode();
        var collection = new Option<string?>("--collection") { Description = "Short name of the only collection to search." };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("search", "Find the documents, and the passage in each, that fit a question.") { question, top, mode, collection, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            var query = new SearchQuery(parsed.GetValue(question)!, owner.Id, owner.Ancestors,
                host.Services.GetRequiredService<TimeProvider>().Today(), parsed.GetValue(top), parsed.GetValue(collection), Mode: parsed.GetValue(mode));
            var hits = await host.Services.GetRequiredService<Search>().FindAsync(query, cancellation);
            Console.WriteLine(parsed.GetValue(json) ? Wire.Line(SearchWire.Of(hits)) : Describe(hits));
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Describe(IReadOnlyList<SearchHit> hits) => hits.Count == 0
        ? "Nothing found. Try other words, or fewer of them."
        : string.Join('\n', hits.Select(hit => string.Create(CultureInfo.InvariantCulture,
            $"{hit.Rank,2}. {hit.Title}  [{hit.Document}, {hit.CollectionTitle}{(hit.Updated is { } date ? $", {date:yyyy-MM-dd}" : "")}]\n    {SearchWire.Place(hit)}\n    {Shorten(hit.PassageText)}\n    {hit.Url}")));

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 240 ? line : string.Concat(line.AsSpan(0, 239), "…");
    }
}
