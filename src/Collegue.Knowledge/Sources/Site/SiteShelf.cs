using Collegue.Knowledge.Importing;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>The documents given so far: the same text under two addresses is one document, and a page may point at another as the true one.</summary>
internal sealed class SiteShelf(Uri start)
{
    private readonly Dictionary<string, HashSet<string>> given = new(StringComparer.Ordinal);
    private readonly HashSet<string> contents = new(StringComparer.Ordinal);

    /// <summary>False when the document, or its very text, was given already.</summary>
    public bool Take(SourceDocument document)
    {
        if (given.ContainsKey(document.Key) || !contents.Add(ContentHash.Of(document with { Key = "", Url = null, Path = [], Updated = null })))
            return false;
        given[document.Key] = Texts(document);
        return true;
    }

    /// <summary>
    /// Whether the true page stands for this one. Some sites declare their start page as the true one of every page:
    /// it is then believed only when it says the same.
    /// </summary>
    public bool StandsFor(SiteAddress canonical, SourceDocument document)
    {
        if (!given.TryGetValue(canonical.Key, out var texts))
            return false;
        var isStart = canonical.Uri.AbsolutePath == "/" || canonical.Uri == start;
        return !isStart || Texts(document).Count(texts.Contains) * 2 >= document.Passages.Count;
    }

    private static HashSet<string> Texts(SourceDocument document) =>
        document.Passages.Select(passage => passage.Text.Length <= 100 ? passage.Text : passage.Text[..100]).ToHashSet(StringComparer.Ordinal);
}
