using System.Text.Json;
using Collegue.Casework.Proposals;

namespace Collegue.Bench.Triage;

/// <param name="Least">Least likeness at which two messages are taken for one request.</param>
/// <param name="LowestSame">Lowest likeness of two messages that are.</param>
/// <param name="HighestOther">Highest likeness of two that are not.</param>
public sealed record DuplicatesReport(int Pairs, double Least, double Recall, double Precision, double LowestSame, double HighestOther, IReadOnlyList<string> Wrong);

/// <summary>How well the likeness of two texts tells a request sent again from another request of the same citizen.</summary>
public static class DuplicatesBench
{
    /// <summary>Reads lines <c>{"id","first","second","same"}</c>.</summary>
    public static DuplicatesReport Run(string path)
    {
        var rows = File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!)
            .Select(line => (Line: line, Likeness: TextLikeness.Of(line.First, line.Second))).ToList();
        var proposed = rows.Where(row => row.Likeness >= TextLikeness.SameRequest).ToList();
        return new DuplicatesReport(
            rows.Count, TextLikeness.SameRequest,
            TriageBench.Share(proposed.Count(row => row.Line.Same), rows.Count(row => row.Line.Same)),
            TriageBench.Share(proposed.Count(row => row.Line.Same), proposed.Count),
            Math.Round(rows.Where(row => row.Line.Same).Min(row => row.Likeness), 3),
            Math.Round(rows.Where(row => !row.Line.Same).Max(row => row.Likeness), 3),
            [.. rows.Where(row => row.Line.Same != row.Likeness >= TextLikeness.SameRequest).Select(row => row.Line.Id)]);
    }

    private sealed record Line(string Id, string First, string Second, bool Same);
}
