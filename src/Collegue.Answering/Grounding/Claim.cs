namespace Collegue.Answering.Grounding;

/// <summary>A sentence to be checked: a quote, or words of an agent or of a model that lean on citations.</summary>
/// <param name="Link">An address shown with the sentence.</param>
public sealed record Claim(string Text, IReadOnlyList<AnswerCitation> Citations, string? Link = null);

/// <param name="Supported">At least one citation, and every check passed.</param>
/// <param name="Checks">Numbered with the position of the claim.</param>
public sealed record GroundedClaim(Claim Claim, bool Supported, IReadOnlyList<AnswerCheck> Checks);
