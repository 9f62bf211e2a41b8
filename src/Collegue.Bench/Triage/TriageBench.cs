using System.Text.Json;
using Collegue.Casework.Triage;
using Collegue.Storage.Cases;

namespace Collegue.Bench.Triage;

/// <summary>How triage did on messages whose expected outcome was written by a person.</summary>
/// <param name="HumanOnly">Messages in a human-only situation: distress, violence, minors at risk, immediate danger, health, discrimination, dispute, appeal, individual decision or wish for a human.</param>
/// <param name="HumanRecall">Share of them that went to a human.</param>
/// <param name="HumanPrecision">Share of the messages sent to a human that are in such a situation.</param>
/// <param name="WithKind">Ordinary messages that belong to a kind of task.</param>
/// <param name="KindAbstention">Share of them for which no kind was recognised.</param>
/// <param name="KindAccuracy">Share of the others whose kind is the expected one.</param>
/// <param name="PerSecond">Messages a second on one core.</param>
/// <param name="Missed">Ids of the human-only messages that did not go to a human.</param>
public sealed record TriageReport(
    int Messages, int HumanOnly, double HumanRecall, double HumanPrecision, int WithKind, double KindAbstention, double KindAccuracy,
    double PerSecond, IReadOnlyList<string> Missed);

/// <param name="Situation">The human-only situation, or null for an ordinary message.</param>
/// <param name="Group">Messages of one group say the same thing in other words.</param>
public sealed record ExpectedTriage(string Id, string Text, string? Task, string? Situation, string? Group);

public static class TriageBench
{
    /// <summary>Reads lines <c>{"id","text","group"?,"expect":{"task","sensitive"}}</c>.</summary>
    /// <exception cref="InvalidDataException">A line is not of that form; the message names it.</exception>
    public static IReadOnlyList<ExpectedTriage> Read(string path) =>
        [.. File.ReadLines(path).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).Select(line => Parse(line.Item, line.Index + 1))];

    public static TriageReport Run(Casework.Triage.Triage triage, IReadOnlyList<ExpectedTriage> messages, TimeProvider clock)
    {
        var from = clock.GetTimestamp();
        var rows = messages.Select(message => (Expected: message, Got: triage.Decide(message.Text))).ToList();
        var seconds = clock.GetElapsedTime(from).TotalSeconds;
        var humanOnly = rows.Where(row => row.Expected.Situation is not null).ToList();
        var sent = rows.Where(row => row.Got.Handling == Handling.Human).ToList();
        var withKind = rows.Where(row => row.Expected is { Situation: null, Task: not null }).ToList();
        var recognised = withKind.Where(row => row.Got.Task is not null).ToList();
        return new TriageReport(
            rows.Count,
            humanOnly.Count,
            Share(humanOnly.Count(row => row.Got.Handling == Handling.Human), humanOnly.Count),
            Share(sent.Count(row => row.Expected.Situation is not null), sent.Count),
            withKind.Count,
            Share(withKind.Count - recognised.Count, withKind.Count),
            Share(recognised.Count(row => row.Got.Task == row.Expected.Task), recognised.Count),
            seconds > 0 ? Math.Round(rows.Count / seconds) : 0,
            [.. humanOnly.Where(row => row.Got.Handling != Handling.Human).Select(row => row.Expected.Id)]);
    }

    internal static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round(part / (double)whole, 4);

    private static ExpectedTriage Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var expect = json.RootElement.GetProperty("expect");
            return new ExpectedTriage(
                json.RootElement.GetProperty("id").ToString(),
                json.RootElement.GetProperty("text").GetString()!,
                expect.GetProperty("task").GetString(),
                expect.TryGetProperty("sensitive", out var sensitive) ? sensitive.GetString() : null,
                json.RootElement.TryGetProperty("group", out var group) ? group.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"line {number}: {exception.Message}", exception);
        }
    }
}
