using System.Globalization;

namespace Collegue.Answering.Writing.Reading;

/// <summary>Cuts a text into words, in one pass, whatever the sequence of UTF-16.</summary>
internal static class WordScan
{
    public static List<WrittenWord> Of(string text)
    {
        var words = new List<WrittenWord>();
        for (var at = 0; at < text.Length;)
        {
            var end = char.IsDigit(text[at]) ? NumberEnd(text, at) : IsLetter(text[at]) ? WordEnd(text, at) : at;
            if (end == at)
            {
                at++;
                continue;
            }
            var elided = end < text.Length && text[end] is '\'' or '’' && end + 1 < text.Length && IsLetter(text[end + 1]);
            words.Add(new WrittenWord(at, end - at, Form(text, at, end), elided));
            at = end;
        }
        return words;
    }

    public static bool IsLetter(char letter) =>
        char.IsLetter(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < text.Length && char.IsDigit(text[at + 1]))))
            at++;
        return at;
    }

    private static int WordEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && (IsLetter(text[at]) || char.IsDigit(text[at]) || Joins(text, start, at)))
            at++;
        return at;
    }

    /// <summary>A hyphen between two letters, and the apostrophe of « aujourd'hui ».</summary>
    private static bool Joins(string text, int start, int at) => at + 1 < text.Length && IsLetter(text[at + 1]) && text[at] switch
    {
        '-' or '‑' or '\u00AD' => true,
        '\'' or '’' => at - start == 7 && text.AsSpan(start, 7).Equals("aujourd", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static string Form(string text, int start, int end) =>
        string.Create(end - start, (text, start), static (form, from) =>
        {
            for (var at = 0; at < form.Length; at++)
                form[at] = from.text[from.start + at] switch { '’' => '\'', '‑' => '-', var letter => char.ToLowerInvariant(letter) };
        });
}
