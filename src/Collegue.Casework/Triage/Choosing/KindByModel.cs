using System.Globalization;
using System.Text;
using Collegue.Answering;
using Collegue.Answering.Models;
using Collegue.Answering.Safeguards.Instructions;
using Collegue.Storage.Cases;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.Extensions.AI;

namespace Collegue.Casework.Triage.Choosing;

/// <summary>
/// Asks the models an organisation chose for triage of which kind of the closed list a message is, when neither rules nor classifier found
/// one and nothing reserves the message to a human. A kind outside the list, or one without words of the message, is refused. What a model
/// chose is always read and sent by an agent.
/// </summary>
public sealed class KindByModel(ChatModels models, OrganisationScope scope)
{
    private const int Version = 1;
    private const int LongestMessage = 4_000;
    private const int MostTokens = 200;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr");

    /// <summary>The outcome with a kind, or as it was, with a reason when a model was asked in vain.</summary>
    public async Task<TriageOutcome> CompleteAsync(RuleSet rules, string message, TriageOutcome outcome, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(outcome);
        if (!IsOpen(rules, outcome))
            return outcome;

        var chosen = await models.ForAsync(AnswerFeature.Triage, scope.Current, scope.Ancestors, new ChatMaterial([message], OnlyPublished: false), cancellation);
        foreach (var model in chosen.Ready)
        {
            try
            {
                var response = await model.Client.GetResponseAsync(Messages(rules, message), new ChatOptions { Temperature = 0, MaxOutputTokens = MostTokens }, cancellation);
                models.Note(model.Endpoint, ModelOutcome.Answered);
                return ChosenKind.Read(response.Text, rules, message) is { } kind
                    ? With(rules, outcome, kind, model.ShownName)
                    : outcome with { Reasons = [.. outcome.Reasons, Reason(rules, TriageRules.ModelRefused, model.ShownName, null, [])] };
            }
            catch (ModelException failure)
            {
                models.Note(model.Endpoint, failure.Outcome);
                if (failure.Outcome == ModelOutcome.Stopped)
                    break;
            }
        }

        return outcome;
    }

    /// <summary>No kind was found, and that alone sends the message to a human.</summary>
    private static bool IsOpen(RuleSet rules, TriageOutcome outcome) => outcome.Task is null && outcome.Reasons.All(reason =>
        reason.Rule is TriageRules.UnknownTask or TriageRules.OtherLanguage or TriageRules.Attachment
        || rules.Markers.Any(marker => marker.Slug == reason.Rule && marker.Slug != TriageRules.Suspect));

    private static TriageOutcome With(RuleSet rules, TriageOutcome outcome, ChosenKind chosen, string model) => outcome with
    {
        Task = chosen.Kind.Slug,
        Department = chosen.Kind.Department,
        Handling = chosen.Kind.Handling == Handling.Human ? Handling.Human : Handling.Assisted,
        Reasons =
        [
            .. outcome.Reasons.Where(reason => reason.Rule != TriageRules.UnknownTask),
            Reason(rules, TriageRules.ModelChoice, model, chosen.Kind, [chosen.Words]),
        ],
    };

    private static TriageReason Reason(RuleSet rules, string rule, string model, TaskKind? kind, IReadOnlyList<Evidence> evidence)
    {
        var text = rules.Explanations.GetValueOrDefault(rule) ?? RuleSet.Default.Explanations[rule];
        return new TriageReason(rule, Fill(text.Fr, kind?.Name.Fr), Fill(text.En, kind?.Name.En), evidence);

        string Fill(string words, string? name) =>
            words.Replace("{model}", model, StringComparison.Ordinal).Replace("{kind}", name, StringComparison.Ordinal);
    }

    private static ChatMessage[] Messages(RuleSet rules, string message)
    {
        var data = new PromptData();
        var list = new StringBuilder();
        foreach (var kind in rules.Kinds.Where(kind => !kind.NotHere))
            list.Append(CultureInfo.InvariantCulture, $"- {kind.Slug} : {kind.Name.Fr}. {kind.Description.Fr}\n");
        return
        [
            new ChatMessage(ChatRole.System, $"{Prompt.Of("triage", Version, French).Text}\n\n{list}\n{data.Rule}"),
            new ChatMessage(ChatRole.User, data.Wrap("message", message.Length > LongestMessage ? message[..LongestMessage] : message)),
        ];
    }
}
