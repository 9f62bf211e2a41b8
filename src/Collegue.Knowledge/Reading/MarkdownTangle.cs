using System.Buffers;

namespace Collegue.Knowledge.Reading;

/// <summary>
/// Tells Markdown that nobody wrote by hand: the parser takes the square of the signs of one paragraph, and of the marks
/// a line begins with.
/// </summary>
internal static class MarkdownTangle
{
    private const int MostSigns = 4_000;
    private const int MostMarks = 60;
    private static readonly SearchValues<char> Marks = SearchValues.Create(" \t>-*+0123456789.)");

    public static bool Is(string text)
    {
        var signs = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var start = line.IndexOfAnyExcept(Marks);
            var marks = line[..(start < 0 ? line.Length : start)];
            if (Containers(marks) > MostMarks)
                return true;
            // A list item or a row is a paragraph of its own.
            if (marks.Length > 0 || line.IsWhiteSpace() || line[0] is '|' or '#')
                signs = 0;
            signs += line.Count('[') + line.Count('*') + line.Count('_') + line.Count('`') + line.Count('<') + line.Count('~') + line.Count('!');
            if (signs > MostSigns)
                return true;
        }
        return false;
    }

    /// <summary>How many lists and quotes the line opens: "- - - -" four, "-------" none.</summary>
    private static int Containers(ReadOnlySpan<char> marks)
    {
        var count = marks.Count('>');
        for (var at = 1; at < marks.Length; at++)
            count += marks[at] == ' ' && marks[at - 1] is '-' or '*' or '+' or '.' or ')' ? 1 : 0;
        return count;
    }
}
