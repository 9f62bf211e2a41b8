using System.Globalization;
using Collegue.Answering.Generating;
using Collegue.Storage.Models;

namespace Collegue.Answering.Models;

/// <summary>Says which model and which prompt would write the drafts of an organisation now; nothing is called.</summary>
public sealed class AnswerConditions(ModelCatalogue catalogue)
{
    /// <summary>The first model in the order of the administrator, with its prompt; nulls where drafts quote without a model.</summary>
    public async Task<(string? Model, string? PromptHash)> OfDraftsAsync(
        Guid organisation, IReadOnlyList<Guid> ancestors, CultureInfo culture, CancellationToken cancellation)
    {
        var chosen = await catalogue.ForAsync(ModelFeature.Draft, organisation, ancestors, cancellation);
        return chosen.Count == 0 ? (null, null) : (chosen[0].ShownName, AnswerPrompt.For(culture).Hash);
    }
}
