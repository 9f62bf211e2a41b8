using System.CommandLine;
using System.Text.Json.Serialization;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

internal static class TriageCommand
{
    public static Command Create() => TextVerb.Create(
        "triage", "Say what kind of task a message is, who handles it and why.", "message",
        async (services, slug, cancellation) =>
        {
            var triage = await OfAsync(services, slug, cancellation);
            return (message, _) =>
            {
                var outcome = triage.Decide(message);
                return Task.FromResult(new TextAnswer(Describe(outcome), id => Wire.Line(Json(id, outcome))));
            };
        });

    /// <summary>The rules of the product alone on an instance without organisations.</summary>
    private static async Task<Casework.Triage.Triage> OfAsync(IServiceProvider services, string? slug, CancellationToken cancellation)
    {
        if (slug is null && await services.GetRequiredService<OrganisationDirectory>().FindDefaultAsync(cancellation) is null)
        {
            return services.GetRequiredService<Casework.Triage.Triage>();
        }

        await using var scope = services.CreateScope(await services.OrganisationAsync(slug, cancellation));
        return await scope.ServiceProvider.GetRequiredService<CurrentTriage>().GetAsync(cancellation);
    }

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
