using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Searching;

/// <summary>A document found, with the place it got.</summary>
/// <param name="Document">Id as in the contracts: <c>particuliers/F1427</c>.</param>
/// <param name="Notice">Lasting warning of the collection, to show with every citation.</param>
/// <param name="IsLocal">False for national sheets.</param>
public sealed record FoundDocument(
    int Rank,
    double Score,
    Guid Id,
    string Document,
    string Title,
    string? Description,
    string? Url,
    DateOnly? Updated,
    string? Audience,
    string? Theme,
    string Collection,
    string CollectionTitle,
    string? Notice,
    bool IsLocal)
{
    public Guid CollectionId { get; init; }
}

/// <summary>One document found, with the passage that fits best.</summary>
/// <param name="PassageId">Empty when the document has no passage at all; the text is then its description.</param>
public sealed record SearchHit(
    int Rank,
    double Score,
    Guid DocumentId,
    string Document,
    string Title,
    string? Heading,
    string? Situation,
    string PassageText,
    Guid PassageId,
    string? Url,
    DateOnly? Updated,
    string? Notice,
    bool IsLocal,
    string Collection,
    string CollectionTitle)
{
    /// <summary>Why the document got its place; null unless <see cref="SearchQuery.Explain"/> is set.</summary>
    public HitReasons? Why { get; init; }

    /// <summary>The best passages of the document, best first, three at most; empty unless <see cref="SearchQuery.Explain"/> is set.</summary>
    public IReadOnlyList<PassageHit> Passages { get; init; } = [];

    /// <summary>Documents further down that say the same and share this place; empty unless <see cref="SearchQuery.OnePerText"/> is set.</summary>
    public IReadOnlyList<FoundDocument> SameText { get; init; } = [];

    /// <summary>
    /// Documents among those found that speak of the same thing with other amounts or delays, one being local and one national;
    /// empty unless <see cref="SearchQuery.Explain"/> is set.
    /// </summary>
    public IReadOnlyList<Contradiction> Contradicts { get; init; } = [];

    public Guid CollectionId { get; init; }
    public string? Audience { get; init; }
    public string? Theme { get; init; }
}

/// <summary>A passage found, with its document.</summary>
/// <param name="Rank">Among all passages given, best first, from 1.</param>
/// <param name="Score">Fit of the passage itself; comparable within one answer only, never a confidence.</param>
/// <param name="Url">Where an online service, form or legal reference leads.</param>
public sealed record PassageHit(
    int Rank,
    double Score,
    Guid Id,
    PassageKind Kind,
    int Position,
    string? Heading,
    string? Situation,
    string Text,
    string? Url,
    FoundDocument Document)
{
    /// <summary>Why the passage got its place; null unless <see cref="SearchQuery.Explain"/> is set.</summary>
    public HitReasons? Why { get; init; }

    /// <summary>What orders the passages of one answer: its own fit and that of its document.</summary>
    public double Weight { get; init; }
}

/// <summary>Why something got its place. Figures are comparable within one answer only.</summary>
/// <param name="Words">The words of the question found in the title, the headings or the passage shown.</param>
/// <param name="WordFit">What its words are worth, from 0 to 1 for the best of the answer.</param>
/// <param name="Similarity">Cosine of its closest passage with the question; null when meaning was not compared.</param>
/// <param name="Boosts">What was multiplied afterwards.</param>
public sealed record HitReasons(IReadOnlyList<MatchedWord> Words, double WordFit, double? Similarity, IReadOnlyList<Boost> Boosts)
{
    /// <summary>The words of the question that the title, headings and passage shown do not have.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>True when little speaks for it: few of the question's telling words, and no closeness in meaning.</summary>
    public bool IsWeak { get; init; }
}

/// <param name="Asked">As in the question.</param>
/// <param name="Found">What was found for it; equal to <paramref name="Asked"/> for the word itself.</param>
public sealed record MatchedWord(string Asked, string Found, WordRelation Relation, MatchedPlace Place);

/// <summary>How a word found stands for the word asked.</summary>
public enum WordRelation
{
    /// <summary>The word itself, whatever its ending or accents.</summary>
    Same,

    /// <summary>A word of the same family or of everyday use for the same thing.</summary>
    Family,

    /// <summary>An acronym for its words, or the words of an acronym.</summary>
    Acronym,

    /// <summary>The word was probably misspelt.</summary>
    Spelling,

    /// <summary>Written in one word or in several.</summary>
    Compound,
}

/// <summary>Where a word was found; the first of these that has it.</summary>
public enum MatchedPlace
{
    Title,
    Heading,
    Passage,
}

/// <param name="Factor">What the score was multiplied by.</param>
public sealed record Boost(BoostKind Kind, double Factor);

public enum BoostKind
{
    /// <summary>Much of the title is asked.</summary>
    WholeTitle,

    /// <summary>The title speaks of particular people or circumstances nobody asked about.</summary>
    SpecialSituation,

    /// <summary>A local document comes before a national one.</summary>
    Local,
}

/// <summary>Two documents that speak of the same thing and do not say the same.</summary>
/// <param name="Other">The other document.</param>
/// <param name="Here">What this one says, as "10 jours".</param>
/// <param name="There">What the other one says.</param>
public sealed record Contradiction(FoundDocument Other, string Here, string There);
