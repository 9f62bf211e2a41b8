using System.Text.Json;
using Collegue.Casework.Triage.Requests;

namespace Collegue.Bench.Triage;

/// <param name="Several">Messages that hold several requests.</param>
/// <param name="Recall">Share of them for which a split is proposed.</param>
/// <param name="Precision">Share of the proposals made for messages that do hold several.</param>
/// <param name="RightKinds">Share of the right proposals whose kinds are all as expected.</param>
/// <param name="Missed">Ids of messages of several requests for which nothing is proposed.</param>
/// <param name="Wrong">Ids of messages of one request for which a split is proposed.</param>
public sealed record RequestsReport(
    int Messages, int Several, double Recall, double Precision, double RightKinds, IReadOnlyList<string> Missed, IReadOnlyList<string> Wrong);

/// <summary>How well the colleague sees that a message holds several requests.</summary>
public static class RequestsBench
{
    /// <summary>Reads lines <c>{"id","text","requests":["kind",…]}</c>.</summary>
    public static RequestsReport Run(RequestFinder finder, string path)
    {
        var rows = File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!)
            .Select(line => (Line: line, Found: finder.Find(line.Text).Select(part => part.Task).ToHashSet(StringComparer.Ordinal))).ToList();
        var several = rows.Where(row => row.Line.Requests.Count > 1).ToList();
        var proposed = rows.Where(row => row.Found.Count > 0).ToList();
        var right = several.Where(row => row.Found.Count > 0).ToList();
        return new RequestsReport(
            rows.Count, several.Count,
            TriageBench.Share(right.Count, several.Count),
            TriageBench.Share(right.Count, proposed.Count),
            TriageBench.Share(right.Count(row => row.Found.SetEquals(row.Line.Requests)), right.Count),
            [.. several.Where(row => row.Found.Count == 0).Select(row => row.Line.Id)],
            [.. proposed.Where(row => row.Line.Requests.Count < 2).Select(row => row.Line.Id)]);
    }

    private sealed record Line(string Id, string Text, IReadOnlyList<string> Requests);
}
