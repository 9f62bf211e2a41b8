namespace Collegue.Knowledge.Reading;

/// <summary>The signs that begin a list item in typeset or plain text.</summary>
internal static class ListMarks
{
    private const string Signs = "-–—•●◦○▪■□▫‣⁃∙·*➢➔→✓✔\uF0B7\uF0A7\uF0D8";

    /// <summary>The text of the item without its sign; null when the line is not one.</summary>
    public static string? Item(string line)
    {
        if (line.Length < 3 || !Signs.Contains(line[0], StringComparison.Ordinal) || !char.IsWhiteSpace(line[1]))
            return null;
        var text = line[1..].Trim();
        return text.Length == 0 ? null : text;
    }
}
