using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Collegue.Knowledge.Reading;

/// <summary>
/// Leaves out of a message what it repeats of earlier ones, and its signature. A forwarded message is kept: it is what the
/// sender wanted to be read.
/// </summary>
internal static partial class MessageQuotes
{
    private static readonly HashSet<string> QuoteClasses = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail_quote", "gmail_quote_container", "gmail_signature", "moz-cite-prefix", "moz-signature", "yahoo_quoted", "protonmail_quote", "OutlookMessageHeader",
    };

    private static readonly HashSet<string> QuoteIds = new(StringComparer.OrdinalIgnoreCase)
    {
        "divRplyFwdMsg", "appendonsend", "x_divRplyFwdMsg", "mail-editor-reference-message-container", "Signature",
    };

    public static string Without(string text)
    {
        var kept = new List<string>();
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line is "-- " or "--" || Separator().IsMatch(line) || IsOutlookHeader(lines, at))
                break;
            if (line.StartsWith('>'))
                continue;
            if (Introduction(lines, at) is { } length)
                at += length - 1;
            else
                kept.Add(line);
        }
        return string.Join('\n', kept);
    }

    public static bool IsQuote(IElement element) =>
        (element.LocalName == "blockquote" && (element.GetAttribute("type") == "cite" || element.HasAttribute("cite")))
        || (element.ClassList.Any(QuoteClasses.Contains) && !IsForwarded(element))
        || QuoteIds.Contains(element.Id ?? "");

    private static bool IsForwarded(IElement element) => Forwarded().IsMatch(element.TextContent.AsSpan(0, Math.Min(element.TextContent.Length, 200)));

    /// <summary>"Le 3 mars 2026 à 10:12, Untel &lt;…&gt; a écrit :" over up to three lines, followed by quoted lines.</summary>
    private static int? Introduction(string[] lines, int at)
    {
        if (!IntroductionStart().IsMatch(lines[at]))
            return null;
        for (var length = 1; length <= 3 && at + length <= lines.Length; length++)
        {
            if (IntroductionEnd().IsMatch(lines[at + length - 1]))
                return lines.Skip(at + length).SkipWhile(string.IsNullOrWhiteSpace).FirstOrDefault()?.StartsWith('>') == true ? length : null;
        }
        return null;
    }

    /// <summary>Outlook puts the header of the message it quotes, without any sign, above its text.</summary>
    private static bool IsOutlookHeader(string[] lines, int at) =>
        OutlookFrom().IsMatch(lines[at]) && lines.Skip(at + 1).Take(3).Any(line => OutlookSent().IsMatch(line))
        && !lines.Take(at).TakeLast(3).Any(line => Forwarded().IsMatch(line));

    [GeneratedRegex(@"^\s*-{2,}\s*(?:Message d['’]origine|Original Message|Message original)\s*-{2,}\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Separator();

    [GeneratedRegex(@"-{3,}\s*(?:Forwarded message|Message transféré|Message réexpédié)", RegexOptions.IgnoreCase)]
    private static partial Regex Forwarded();

    [GeneratedRegex(@"^(?:Le|On)\s.{4,}", RegexOptions.IgnoreCase)]
    private static partial Regex IntroductionStart();

    [GeneratedRegex(@"(?:a écrit|wrote)\s*:\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex IntroductionEnd();

    [GeneratedRegex(@"^\*?(?:De|From)\s*:\*?\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex OutlookFrom();

    [GeneratedRegex(@"^\*?(?:Envoyé|Sent|Date)\s*:\*?\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex OutlookSent();
}
