using System.Globalization;
using Collegue.Answering.Models;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;

namespace Collegue.Casework.Mandates;

/// <summary>What drafts are made under: another rule set, model or prompt makes earlier evidence count no longer.</summary>
/// <param name="Model">Null where drafts quote without a language model.</param>
public sealed record MandateConditions(string RulesVersion, string? Model, string? PromptHash)
{
    /// <summary>What changed since the mandate was granted; null when nothing did.</summary>
    internal MandateCause? ChangedSince(Mandate granted) =>
        granted.RulesVersion != RulesVersion ? MandateCause.RulesChanged
        : granted.Model != Model ? MandateCause.ModelChanged
        : granted.PromptHash != PromptHash ? MandateCause.PromptChanged
        : null;
}

/// <summary>Reads the conditions of now.</summary>
public sealed class CurrentConditions(CurrentTriage triage, AnswerConditions models, OrganisationScope scope)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr");

    public async Task<MandateConditions> ReadAsync(CancellationToken cancellation)
    {
        var (model, prompt) = await models.OfDraftsAsync(scope.Current, scope.Ancestors, French, cancellation);
        return new MandateConditions((await triage.GetAsync(cancellation)).Version, model, prompt);
    }
}
