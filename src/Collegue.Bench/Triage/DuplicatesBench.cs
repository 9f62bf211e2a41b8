using System.Text.Json;
using Collegue.Casework.Proposals;

namespace Collegue.Bench.Triage;

/// <param name="Least">Least likeness at which two messages are taken for one request.</param>
/// <param name="LowestSame">Lowest likeness of two messages that are.</param>
/// <param name="HighestOther">Highest likeness of two that are not.</param>
public sealed record DuplicatesReport(int Pairs, double Least, double Recall, double Precision, double LowestSame, double HighestOther, IReadOnlyList<string> Wrong);

/// <summary>How well the likeness of two texts, and their kinds of task, tell a request sent again from another request of the same citizen.</summary>
public static class DuplicatesBench
{
    /// <summary>Reads lines <c>{"id","first","second","same"}</c>.</summary>
    public static DuplicatesReport Run(Casework.Triage.Triage triage, string path)
    {
        var rows = File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!)
            .Select(line => (Line: line, Likeness: TextLikeness.Of(line.First, line.Second)))
            .Select(row => (row.Line, row.Likeness, Same: TextLikeness.SayTheSame(row.Likeness, triage.Decide(row.Line.First).Task, triage.Decide(row.Line.Second).Task))).ToList();
        var proposed = rows.Where(row => row.Same).ToList();
        return new DuplicatesReport(
            rows.Count, TextLikeness.SameRequest,
            TriageBench.Share(proposed.Count(row => row.Line.Same), rows.Count(row => row.Line.Same)),
            TriageBench.Share(proposed.Count(row => row.Line.Same), proposed.Count),
            Math.Round(rows.Where(row => row.Line.Same).Min(row => row.Likeness), 3),
            Math.Round(rows.Where(row => !row.Line.Same).Max(row => row.Likeness), 3),
            [.. rows.Where(row => row.Line.Same != row.Same).Select(row => row.Line.Id)]);
    }

    private sealed record Line(string Id, string First, string Second, bool Same);
}
