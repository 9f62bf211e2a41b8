namespace Collegue.Knowledge.Sources.Folder;

/// <summary>
/// Gives each file the key of its document: its path without extension. When files differ by their extension only, the
/// first in this order keeps the plain key: Markdown, HTML, then by extension; the others keep their extension in theirs,
/// so that adding a PDF beside a page does not change the key of the page.
/// </summary>
internal static class FolderKeys
{
    public static IReadOnlyList<FolderFile> Assign(IEnumerable<(string FullPath, string Relative)> files)
    {
        var ordered = files.OrderBy(file => file.Relative, StringComparer.Ordinal).ToList();
        var holders = ordered
            .GroupBy(file => Stem(file.Relative), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MinBy(file => Rank(file.Relative)).Relative, StringComparer.Ordinal);
        var taken = holders.Keys.ToHashSet(StringComparer.Ordinal);
        return ordered.ConvertAll(file =>
        {
            var stem = Stem(file.Relative);
            return new FolderFile(file.FullPath, file.Relative, holders[stem] == file.Relative ? stem : Free(file.Relative, taken));
        });
    }

    private static string Free(string relative, HashSet<string> taken)
    {
        var key = relative;
        while (!taken.Add(key))
            key += "~";
        return key;
    }

    private static string Stem(string relative)
    {
        var extension = Path.GetExtension(relative);
        return extension.Length == 0 ? relative : relative[..^extension.Length];
    }

    private static (int Order, string Extension, string Relative) Rank(string relative)
    {
        var extension = Path.GetExtension(relative).ToUpperInvariant();
        var order = extension switch { ".MD" or ".MARKDOWN" => 0, ".HTML" or ".HTM" => 1, _ => 2 };
        return (order, extension, relative);
    }
}
