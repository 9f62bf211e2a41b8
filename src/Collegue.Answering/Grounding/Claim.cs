namespace Collegue.Answering.Grounding;

/// <summary>A sentence to be checked: a quote, or words of an agent or of a model that lean on citations.</summary>
/// <param name="Link">An address shown with the sentence.</param>
public sealed record Claim(string Text, IReadOnlyList<AnswerCitation> Citations, string? Link = null)
{
    /// <summary>True when it says nothing but one of its quotes, or all of them one after the other.</summary>
    internal bool IsQuote => Citations.Any(citation => citation.Quote == Text) || Text == Join(Citations.Select(citation => citation.Quote));

    internal static string Join(IEnumerable<string> quotes) => string.Join(' ', quotes);
}

/// <param name="Supported">At least one citation, and every check passed.</param>
/// <param name="Checks">Numbered with the position of the claim.</param>
public sealed record GroundedClaim(Claim Claim, bool Supported, IReadOnlyList<AnswerCheck> Checks);
