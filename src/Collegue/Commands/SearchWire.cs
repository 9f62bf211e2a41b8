using Collegue.Knowledge.Searching;

namespace Collegue.Commands;

/// <summary>What was found, as <c>search --json</c> writes it.</summary>
internal sealed record SearchWire(IReadOnlyList<SearchWire.ResultWire> Results)
{
    public static SearchWire Of(IEnumerable<SearchHit> hits) => new([.. hits.Select(hit => new ResultWire(
        hit.Rank, Math.Round(hit.Score, 4), hit.Document, hit.Title, Place(hit), hit.PassageText, hit.Url, hit.Updated))]);

    /// <summary>Where in the document the passage stands.</summary>
    public static string? Place(SearchHit hit) =>
        string.Join(" > ", new[] { hit.Heading, hit.Situation }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } place ? place : null;

    internal sealed record ResultWire(
        int Rank, double Score, string Document, string Title, string? Heading, string Passage, string? Url, DateOnly? Updated);
}
