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

    /// <summary>Reads everything once, holding no more than a few documents in memory.</summary>
    IAsyncEnumerable<SourceItem> ReadAsync(CancellationToken cancellation);
}
