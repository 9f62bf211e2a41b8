namespace Collegue.Knowledge.Searching;

/// <summary>A question and who asks it: rights and dates are part of the query, so nothing else is ever ranked.</summary>
/// <param name="Text">Any text, from one word to a whole message.</param>
/// <param name="Organisation">Its own collections are searched.</param>
/// <param name="Ancestors">The organisations above, whose shared collections are searched too.</param>
/// <param name="Today">Documents expired or not yet valid on this day are not found.</param>
/// <param name="Top">How many documents at most.</param>
/// <param name="Collection">Slug of the only collection to search; null for all of them.</param>
/// <param name="ForAgents">Also what only agents may read: never when the answer goes to a citizen.</param>
/// <param name="Mode">By words, by meaning or both.</param>
public sealed record SearchQuery(
    string Text, Guid Organisation, IReadOnlyList<Guid> Ancestors, DateOnly Today, int Top = 10, string? Collection = null,
    bool ForAgents = false, SearchMode Mode = SearchMode.Hybrid)
{
    /// <summary>Slug of the department of the agent who asks: its own collections are searched too when <see cref="ForAgents"/> is set.</summary>
    public string? Department { get; init; }

    /// <summary>Ids of the only collections to search; null for all that may be read.</summary>
    public IReadOnlyCollection<Guid>? Collections { get; init; }

    /// <summary>Ids of the only documents to search; null for all that may be read.</summary>
    public IReadOnlyCollection<Guid>? Documents { get; init; }

    /// <summary>Only documents for this audience, as <c>particuliers</c>; null for all.</summary>
    public string? Audience { get; init; }

    /// <summary>Only documents of this theme; null for all.</summary>
    public string? Theme { get; init; }

    /// <summary>Documents that say the same, word for word or nearly, share the place of the best one, which names the others.</summary>
    public bool OnePerText { get; init; }

    /// <summary>Also say why each hit came, its other passages and what contradicts it: some milliseconds more.</summary>
    public bool Explain { get; init; }
}
