using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Safeguards.Instructions;

/// <summary>The parts of an HTML text that a reader of the page does not see: comments, scripts, elements hidden or of the colour of the page.</summary>
internal static partial class HiddenHtml
{
    public static string Remove(string text)
    {
        var shown = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, length) in Find(text))
        {
            shown.Append(text, at, start - at).Append(' ');
            at = start + length;
        }

        return at == 0 ? text : shown.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>In the order of the text, never overlapping. An element goes to the first end of its name, or is its opening alone.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        // Ends that are not there are sought once.
        var absent = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = text.IndexOf('<'); at >= 0 && at < text.Length; at = Next(text, at))
        {
            if (string.CompareOrdinal(text, at, "<!--", 0, 4) == 0)
            {
                var end = End(text, at + 4, "-->", absent);
                var length = (end < 0 ? text.Length : end + 3) - at;
                yield return (at, length);
                at += length - 1;
            }
            else if (Opening().Match(text, at) is { Success: true } tag && (IsUnseen(tag.Groups["name"].Value) || Hiding().IsMatch(tag.Value)))
            {
                var end = End(text, at + tag.Length, $"</{tag.Groups["name"].Value}", absent);
                var close = end < 0 ? -1 : text.IndexOf('>', end);
                var length = (close < 0 ? at + tag.Length : close + 1) - at;
                yield return (at, length);
                at += length - 1;
            }
        }
    }

    private static int Next(string text, int at) => at + 1 < text.Length ? text.IndexOf('<', at + 1) : -1;

    private static int End(string text, int from, string end, HashSet<string> absent)
    {
        if (absent.Contains(end))
            return -1;
        var at = text.IndexOf(end, from, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            absent.Add(end);
        return at;
    }

    private static bool IsUnseen(string name) => name.ToLowerInvariant() is "script" or "style" or "template" or "noscript" or "iframe" or "object" or "svg" or "title" or "meta";

    [GeneratedRegex(@"\G<(?<name>[A-Za-z][A-Za-z0-9]{0,20})\b[^<>]{0,2000}>", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\shidden\b|aria-hidden\s{0,4}=\s{0,4}[""']?true|\sstyle\s{0,4}=\s{0,4}[""'][^""'<>]{0,1000}?(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden|opacity\s{0,4}:\s{0,4}0(?![.\d])|font-size\s{0,4}:\s{0,4}0(?![.\d])|(?<!-)color\s{0,4}:\s{0,4}(?:white|#fff(?:fff)?|rgb\(255,\s?255,\s?255\)|transparent)|text-indent\s{0,4}:\s{0,4}-\d{3,}|(?:left|top)\s{0,4}:\s{0,4}-\d{3,})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Hiding();
}
