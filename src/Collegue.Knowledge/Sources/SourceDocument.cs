using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Sources;

/// <summary>A document as a source gives it: read, cut into passages, not yet stored.</summary>
/// <param name="Key">Id as in the contracts: <c>particuliers/F1427</c>, or a folder path without extension, with <c>/</c>.</param>
/// <param name="Title">Never empty.</param>
/// <param name="Path">Theme and folders above it, outermost first; may be empty.</param>
public sealed record SourceDocument(
    string Key,
    string Title,
    string? Url,
    IReadOnlyList<string> Path,
    string? Theme,
    string? Audience,
    string? Description,
    DateOnly? Updated,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    IReadOnlyList<SourcePassage> Passages)
{
    /// <summary>What an API client said of it, as a JSON object; null when nothing.</summary>
    public string? Metadata { get; init; }

    /// <summary>
    /// A mark that changes whenever the content may have, as the id of a file that is never written twice: compared instead of
    /// the content. Null when the source has none.
    /// </summary>
    public string? Revision { get; init; }
}

/// <summary>One passage in reading order. Texts of two different cases (situations) are never in the same passage.</summary>
/// <param name="Heading">Section headings inside the document, outermost first.</param>
/// <param name="Situation">Situations and cases it applies to, outermost first.</param>
/// <param name="Text">Plain text: paragraphs end with a line feed, list items begin with "- "; never blank.</param>
/// <param name="Url">Where an online service, a form or a legal reference leads.</param>
public sealed record SourcePassage(
    PassageKind Kind, IReadOnlyList<string> Heading, IReadOnlyList<string> Situation, string Text, string? Url = null);

/// <summary>What reading one file of a source gave.</summary>
public abstract record SourceItem
{
    private SourceItem()
    {
    }

    public sealed record Read(SourceDocument Document) : SourceItem;

    /// <summary>What is stored under <paramref name="Key"/> is what reading would give: it was not read again.</summary>
    public sealed record Unchanged(string Key) : SourceItem;

    /// <summary>The file could not be read; the rest of the source goes on. <paramref name="Reason"/> is one clear line.</summary>
    public sealed record Skipped(string File, string Reason) : SourceItem;

    /// <summary>The source itself says that there is nothing to read here (any more): named, and what it held may leave.</summary>
    public sealed record Gone(string File, string Reason) : SourceItem;
}

/// <summary>Where documents come from.</summary>
public interface ISource
{
    /// <summary>What is read, for people: an address, a package with its version, a folder.</summary>
    string Name { get; }

    /// <summary>Lasting warning shown with every citation of this source, as its age; null when there is none.</summary>
    string? Notice { get; }

    /// <summary>Documents expected, when the source knows before reading; 0 otherwise.</summary>
    int Expected { get; }

    /// <summary>True when what it does not give is certainly gone, because people give and remove its files one by one.</summary>
    bool IsComplete => false;

    /// <summary>Reads everything once, holding no more than a few documents in memory.</summary>
    IAsyncEnumerable<SourceItem> ReadAsync(CancellationToken cancellation);
}
