namespace Collegue.Knowledge.Searching;

/// <summary>A question and who asks it: rights and dates are part of the query, so nothing else is ever ranked.</summary>
/// <param name="Text">Any text, from one word to a whole message.</param>
/// <param name="Organisation">Its own collections are searched.</param>
/// <param name="Ancestors">The organisations above, whose shared collections are searched too.</param>
/// <param name="Today">Documents expired or not yet valid on this day are not found.</param>
/// <param name="Top">How many documents at most.</param>
/// <param name="ForAgents">Also documents whose audience is <c>agents</c>: never when the answer goes to a citizen.</param>
/// <param name="Mode">By words, by meaning or both.</param>
/// <param name="Collection">Slug of the only collection to search; null for all of them.</param>
public sealed record SearchQuery(
    string Text, Guid Organisation, IReadOnlyList<Guid> Ancestors, DateOnly Today, int Top = 10, string? Collection = null,
    bool ForAgents = false, SearchMode Mode = SearchMode.Hybrid);
