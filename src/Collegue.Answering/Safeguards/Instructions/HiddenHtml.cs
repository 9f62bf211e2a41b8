using System.Text.RegularExpressions;

namespace Collegue.Answering.Safeguards.Instructions;

/// <summary>The parts of an HTML text that a reader of the page does not see.</summary>
internal static partial class HiddenHtml
{
    public static string Remove(string text) => text.Contains('<', StringComparison.Ordinal)
        ? Hidden().Replace(Elements().Replace(Comments().Replace(text, " "), " "), " ")
        : text;

    public static IEnumerable<Match> Find(string text) => text.Contains('<', StringComparison.Ordinal)
        ? Comments().Matches(text).Concat(Elements().Matches(text)).Concat(Hidden().Matches(text))
        : [];

    [GeneratedRegex(@"<!--(?s:.{0,20000}?)(-->|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    [GeneratedRegex(@"<(script|style|template|noscript|iframe|object|svg|title|meta)\b[^<>]{0,2000}>(?:(?s:.{0,20000}?)</\1\s{0,8}>)?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Elements();

    [GeneratedRegex(@"<(\w{1,20})\b[^<>]{0,2000}?(?:\shidden\b|aria-hidden\s{0,4}=\s{0,4}[""']?true|style\s{0,4}=\s{0,4}[""'][^""'<>]{0,1000}?(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden|opacity\s{0,4}:\s{0,4}0(?![.\d])|font-size\s{0,4}:\s{0,4}0(?![.\d])|(?<!-)color\s{0,4}:\s{0,4}(?:white|#fff(?:fff)?|rgb\(255,\s?255,\s?255\)|transparent)|text-indent\s{0,4}:\s{0,4}-\d{3,}|(?:left|top)\s{0,4}:\s{0,4}-\d{3,}))[^<>]{0,2000}>(?:(?s:.{0,20000}?)</\1\s{0,8}>)?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();
}
