using System.Globalization;

namespace Collegue.Knowledge.Reading;

/// <summary>What the named styles of a LibreOffice text say of a paragraph; styles made on the fly point at the one they vary.</summary>
internal sealed class OdtStyles
{
    private const string HeadingPrefix = "Heading_20_";
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);

    public void Add(string? name, string? parent)
    {
        if (name is not null && parent is not null)
            parents[name] = parent;
    }

    /// <summary>0 for the title of the document, 1 and more for headings, null for text.</summary>
    public int? HeadingLevel(string? style)
    {
        var name = style is not null && parents.TryGetValue(style, out var parent) ? parent : style ?? "";
        if (name == "Title")
            return 0;
        return name.StartsWith(HeadingPrefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(HeadingPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            ? Math.Max(1, level)
            : null;
    }
}
