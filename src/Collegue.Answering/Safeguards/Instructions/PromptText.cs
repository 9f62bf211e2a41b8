using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Safeguards.Instructions;

/// <summary>
/// Takes out of a text what people do not see and models obey: invisible characters, hidden HTML, the marks with which models tell who
/// speaks. Words that people read stay.
/// </summary>
public static partial class PromptText
{
    private const int MostRounds = 8;

    /// <summary>Doing it twice changes nothing more.</summary>
    public static string Neutralise(string text)
    {
        var before = text;
        for (var round = 0; round < MostRounds; round++)
        {
            // What is taken out may bring together what was apart.
            var after = Once(before);
            if (after == before)
                return after;
            before = after;
        }

        // Nested on purpose: without brackets there are no marks.
        return Once(Visible(before).Replace('<', '‹').Replace('[', '‹').Replace('#', ' ').Replace(':', ' '));
    }

    private static string Once(string text) => Roles().Replace(Tokens().Replace(Data().Replace(HiddenHtml.Remove(Visible(text)), " "), " "),
        // The words stay: "### Système d'assainissement" is a heading like another.
        match => string.Concat(match.Value.Where(letter => letter is not ('#' or '*' or ':'))).TrimStart());

    /// <summary>Without the characters that have no shape: zero-width, direction, tags, variation selectors, controls.</summary>
    internal static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune.Value))
                visible.Append(rune.ToString());
        }

        return visible.Length == text.Length ? text : visible.ToString();
    }

    /// <summary>Where marks of turns stand.</summary>
    internal static IEnumerable<(int Start, int Length)> Marks(string text) =>
        Tokens().Matches(text).Concat(Headings().Matches(text)).Select(match => (match.Index, match.Length));

    internal static bool IsInvisible(int rune) => rune switch
    {
        '\n' or '\r' or '\t' => false,
        < 0x20 or (>= 0x7F and <= 0x9F) => true,
        0xAD or 0x34F or 0x61C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFEFF or 0xFFA0 => true,
        >= 0x180B and <= 0x180F => true,
        >= 0x200B and <= 0x200F => true,
        >= 0x2028 and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        >= 0xFE00 and <= 0xFE0F => true,
        >= 0xFFF0 and <= 0xFFFB => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => false,
    };

    [GeneratedRegex(@"</?\s{0,8}donnees-[^<>]{0,80}>?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Data();

    [GeneratedRegex(@"<\|[^|<>\n]{0,40}\|?>|<｜[^｜<>\n]{0,40}｜>|\[/?(INST|SYS|SYSTEM|ASSISTANT|USER|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]|<</?SYS>>|</?s>|<(start|end)_of_turn>|</?(system|assistant|user|tool|tool_call|tool_response|function_call|instructions?|think)(\s[^<>\n]{0,80})?>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();

    /// <summary>Headings and labels of a system's turn: a citizen may write "Utilisateur :", never "### System".</summary>
    [GeneratedRegex(@"^[ \t>]{0,20}(?:#{1,6}[ \t]{0,4}(?:system|système|assistant|developer)\b|(?:system|système|developer)(?:[ \t](?:prompt|message))?[ \t]{0,4}:)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^[ \t>]{0,20}(?:#{1,6}[ \t]{0,4}|\*{1,2})?(?:system|système|assistant|user|utilisateur|instructions?|human|developer|tool)(?:[ \t](?:prompt|message))?\*{0,2}[ \t]{0,4}:|^[ \t>]{0,20}#{1,6}[ \t]{0,4}(?:system|système|assistant|user|utilisateur|instructions?|human|developer|tool)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Roles();
}
