using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>
/// How deep the tags of a page stand in one another, counted before it is parsed: the parser looks through every open element
/// at each tag, so that a page of nothing but opening tags would take it the square of its length.
/// </summary>
internal static partial class HtmlNesting
{
    private const int Deepest = 1_000;

    /// <summary>Elements that hold nothing, or that the next one of their kind closes.</summary>
    private static readonly HashSet<string> Unclosed = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rt", "rp", "colgroup", "html", "head", "body",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = Unclosed.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsTooDeep(string html)
    {
        var depth = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at))
        {
            var closes = html[at + 1] == '/';
            var start = at + (closes ? 2 : 1);
            var length = NameLength(html, start);
            var name = html.AsSpan(start, length);
            at = start + length;
            if (!closes && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
                at = EndOfText(html, at);
            else if (length > 0 && !Names.Contains(name) && !IsWhole(html, at))
                depth = closes ? Math.Max(0, depth - 1) : depth + 1;
            if (depth > Deepest)
                return true;
        }
        return false;
    }

    private static int NameLength(string html, int start)
    {
        var end = start;
        while (end < html.Length && (char.IsAsciiLetter(html[end]) || (end > start && (char.IsAsciiDigit(html[end]) || html[end] == '-'))))
            end++;
        return end - start;
    }

    /// <summary>"&lt;path/&gt;" of a drawing is closed at once.</summary>
    private static bool IsWhole(string html, int at)
    {
        var end = html.AsSpan(at).IndexOfAny('>', '<');
        return end > 0 && html[at + end] == '>' && html[at + end - 1] == '/';
    }

    private static int EndOfText(string html, int at) => ScriptEnd().Match(html, at) is { Success: true } found ? found.Index + found.Length : html.Length - 1;

    [GeneratedRegex("</(?:script|style)", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptEnd();
}
