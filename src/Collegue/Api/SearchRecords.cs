namespace Collegue.Api;

/// <param name="Mode"><c>hybrid</c>, <c>lexical</c> or <c>semantic</c>.</param>
/// <param name="Results">Best first.</param>
internal sealed record SearchAnswer(string Query, string Mode, int Count, IReadOnlyList<FoundView> Results);

/// <param name="Score">Comparable within one answer only.</param>
/// <param name="Passages">The best passages, best first; one unless reasons are asked for.</param>
/// <param name="Why">Null unless reasons are asked for; so are the contradictions.</param>
/// <param name="SameText">Documents that say the same and got no place of their own.</param>
internal sealed record FoundView(
    int Rank, double Score, FoundDocumentView Document, IReadOnlyList<FoundPassageView> Passages, ReasonsView? Why,
    IReadOnlyList<FoundDocumentView> SameText, IReadOnlyList<ContradictionView> Contradicts);

internal sealed record FoundDocumentView(
    string Collection, string CollectionTitle, string Key, string Title, string? Url, DateOnly? Updated, string? Audience, string? Theme, string? Notice,
    bool IsLocal);

/// <param name="Id">For <c>/api/passages</c>; null when the document has no passage and its description is shown.</param>
internal sealed record FoundPassageView(Guid? Id, string? Heading, string? Situation, string Text, string? Url);

/// <param name="WordFit">From 0 to 1 for the best of the answer.</param>
/// <param name="Similarity">Cosine of the closest passage with the question; null when meaning was not compared.</param>
/// <param name="Missing">Words of the question that were not found there.</param>
/// <param name="IsWeak">True when little speaks for it.</param>
internal sealed record ReasonsView(
    IReadOnlyList<WordView> Words, double WordFit, double? Similarity, IReadOnlyList<BoostView> Boosts, IReadOnlyList<string> Missing, bool IsWeak);

/// <param name="Relation"><c>same</c>, <c>family</c>, <c>acronym</c>, <c>spelling</c> or <c>compound</c>.</param>
/// <param name="Place"><c>title</c>, <c>heading</c> or <c>passage</c>.</param>
internal sealed record WordView(string Asked, string Found, string Relation, string Place);

/// <param name="Kind"><c>whole_title</c>, <c>special_situation</c> or <c>local</c>.</param>
internal sealed record BoostView(string Kind, double Factor);

internal sealed record ContradictionView(FoundDocumentView Other, string Here, string There);
