using System.Text.Json;
using Collegue.Casework.Triage;
using Collegue.Storage.Cases;

namespace Collegue.Bench.Triage;

/// <summary>How triage did on messages whose expected outcome was written by a person.</summary>
/// <param name="Sensitive">Messages of distress, violence, minors at risk, health, discrimination, dispute, appeal, individual decision or wish for a human.</param>
/// <param name="SensitiveHuman">Those that went to a human: must be all of them.</param>
/// <param name="HumanPrecision">Share of messages sent to a human that a person would have sent there.</param>
/// <param name="HandlingRight">Messages whose handling is the expected one.</param>
/// <param name="KindRight">Messages whose kind of task is the expected one, among those that have one.</param>
/// <param name="Missed">Ids of sensitive messages that did not go to a human.</param>
public sealed record TriageReport(
    int Messages, int Sensitive, int SensitiveHuman, double HumanPrecision, int HandlingRight, int WithKind, int KindRight,
    double PerSecond, IReadOnlyList<string> Missed);

public sealed record ExpectedTriage(string Id, string Text, Handling Handling, string? Task, bool Sensitive);

public static class TriageBench
{
    /// <summary>Reads lines <c>{"id","text","expect":{"handling","task","sensitive"}}</c>.</summary>
    /// <exception cref="InvalidDataException">A line is not of that form; the message names it.</exception>
    public static IReadOnlyList<ExpectedTriage> Read(string path) =>
        [.. File.ReadLines(path).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).Select(line => Parse(line.Item, line.Index + 1))];

    public static TriageReport Run(Casework.Triage.Triage triage, IReadOnlyList<ExpectedTriage> messages, TimeProvider clock)
    {
        var from = clock.GetTimestamp();
        var rows = messages.Select(message => (Expected: message, Got: triage.Decide(message.Text))).ToList();
        var seconds = clock.GetElapsedTime(from).TotalSeconds;
        var sentToHuman = rows.Where(row => row.Got.Handling == Handling.Human).ToList();
        return new TriageReport(
            rows.Count,
            rows.Count(row => row.Expected.Sensitive),
            rows.Count(row => row.Expected.Sensitive && row.Got.Handling == Handling.Human),
            sentToHuman.Count == 0 ? 1 : (double)sentToHuman.Count(row => row.Expected.Handling == Handling.Human) / sentToHuman.Count,
            rows.Count(row => row.Got.Handling == row.Expected.Handling),
            rows.Count(row => row.Expected.Task is not null),
            rows.Count(row => row.Expected.Task is not null && row.Got.Task == row.Expected.Task),
            seconds > 0 ? rows.Count / seconds : 0,
            [.. rows.Where(row => row.Expected.Sensitive && row.Got.Handling != Handling.Human).Select(row => row.Expected.Id)]);
    }

    private static ExpectedTriage Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var expect = json.RootElement.GetProperty("expect");
            return new ExpectedTriage(
                json.RootElement.GetProperty("id").ToString(),
                json.RootElement.GetProperty("text").GetString()!,
                Enum.Parse<Handling>(expect.GetProperty("handling").GetString()!, ignoreCase: true),
                expect.GetProperty("task").GetString(),
                expect.TryGetProperty("sensitive", out var sensitive) && sensitive.ValueKind == JsonValueKind.String);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"line {number}: {exception.Message}", exception);
        }
    }
}
