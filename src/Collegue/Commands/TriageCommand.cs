using System.CommandLine;
using System.Text.Json.Serialization;
using Collegue.Casework.Triage;

namespace Collegue.Commands;

internal static class TriageCommand
{
    public static Command Create() => TextVerb.Create(
        "triage", "Say what kind of task a message is, who handles it and why.", "message",
        (services, _, _) =>
        {
            var triage = services.GetRequiredService<Casework.Triage.Triage>();
            return Task.FromResult<TextAnswerer>((message, _) =>
            {
                var outcome = triage.Decide(message);
                return Task.FromResult(new TextAnswer(Describe(outcome), id => Wire.Line(Json(id, outcome))));
            });
        });

    private static string Describe(TriageOutcome outcome) =>
        $"{outcome.Task ?? "unknown"}  {outcome.Handling}  department {outcome.Department}  urgency {outcome.Urgency}  (rules {outcome.RulesVersion})\n"
        + string.Join('\n', outcome.Reasons.Select(reason =>
            $"- {reason.Rule}: {reason.ExplanationEn}{(reason.Evidence.Count == 0 ? "" : $" [{string.Join(" | ", reason.Evidence.Select(evidence => evidence.Text))}]")}"));

    private static TriageJson Json(string? id, TriageOutcome outcome) => new(
        id, outcome.Task, outcome.Handling.ToString().ToLowerInvariant(), outcome.Department, outcome.Urgency.ToString().ToLowerInvariant(),
        outcome.Language, Math.Round(outcome.Confidence, 3),
        [.. outcome.Reasons.Select(reason => new ReasonJson(reason.Rule, reason.Explanation, reason.Evidence))], outcome.RulesVersion);

    private sealed record TriageJson(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id, string? Task, string Handling, string? Department,
        string Urgency, string? Language, double Confidence, IReadOnlyList<ReasonJson> Reasons, string RulesVersion);

    private sealed record ReasonJson(string Rule, string Explanation, IReadOnlyList<Evidence> Evidence);
}
