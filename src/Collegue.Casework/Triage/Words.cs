using System.Globalization;
using System.Text;

namespace Collegue.Casework.Triage;

/// <summary>A word of the message, folded for matching, with its place in the original text.</summary>
/// <param name="Folded">Lower case, without accents, letters repeated three times or more written once.</param>
/// <param name="EndsSentence">Nothing that follows belongs to the same sentence.</param>
internal readonly record struct Word(string Folded, int Start, int End, bool EndsSentence);

internal static class Words
{
    // Longer words are matched by their beginning: a megabyte of one letter costs nothing.
    private const int LongestWord = 100;

    /// <summary>Cuts a text into folded words in one pass; elisions and hyphens separate words.</summary>
    public static List<Word> Read(ReadOnlySpan<char> text)
    {
        var words = new List<Word>(text.Length / 6 + 1);
        var folded = new StringBuilder();
        var start = -1;
        var end = 0;
        var position = 0;
        while (position < text.Length)
        {
            Rune.DecodeFromUtf16(text[position..], out var rune, out var length);
            var next = position + length;
            if (IsLetter(rune) || (start >= 0 && IsMark(rune)))
            {
                if (start < 0)
                    start = position;
                if (folded.Length < LongestWord)
                    AppendFolded(folded, rune);
                end = next;
            }
            else if (start >= 0 && !IsInvisible(rune))
            {
                Close(words, folded, start, end);
                start = -1;
            }

            if (start < 0 && words.Count > 0 && EndsSentence(text, position, rune))
                words[^1] = words[^1] with { EndsSentence = true };
            position = next;
        }

        if (start >= 0)
            Close(words, folded, start, end);
        return words;
    }

    private static void Close(List<Word> words, StringBuilder folded, int start, int end)
    {
        if (folded.Length > 0)
            words.Add(new Word(Unstretch(folded), start, end, EndsSentence: false));
        folded.Clear();
    }

    private static bool IsLetter(Rune rune) =>
        rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) : Rune.IsLetterOrDigit(rune);

    private static bool IsMark(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Soft hyphens and zero-width joiners sit inside words without being seen.
    private static bool IsInvisible(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    // An ellipsis hesitates inside a sentence, and mail programs wrap lines: neither ends one.
    private static bool EndsSentence(ReadOnlySpan<char> text, int position, Rune rune) => rune.Value switch
    {
        '!' or '?' or ';' or '؟' => true,
        '.' => !Is(text, position - 1, '.') && !Is(text, position + 1, '.') && !IsAsciiLetterOrDigit(text, position + 1),
        '\n' => Is(text, position - 1, '\n') || (Is(text, position - 1, '\r') && Is(text, position - 2, '\n')),
        _ => false,
    };

    private static bool Is(ReadOnlySpan<char> text, int position, char expected) =>
        (uint)position < (uint)text.Length && text[position] == expected;

    private static bool IsAsciiLetterOrDigit(ReadOnlySpan<char> text, int position) =>
        (uint)position < (uint)text.Length && char.IsAsciiLetterOrDigit(text[position]);

    private static void AppendFolded(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
        {
            folded.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }

        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsMark(part) || !Rune.IsLetterOrDigit(part))
                continue;
            var lower = Rune.ToLowerInvariant(part);
            var spelled = Spell(lower.Value);
            if (spelled is not null)
                folded.Append(spelled);
            else if (lower.IsBmp)
                folded.Append((char)lower.Value);
            else
                folded.Append(lower.ToString());
        }
    }

    private static string? Spell(int rune) => rune switch
    {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'ı' => "i",
        'đ' => "d",
        _ => null,
    };

    // "heeeelp" is "help": no French word holds the same letter three times in a row.
    private static string Unstretch(StringBuilder folded)
    {
        var kept = 0;
        for (var read = 0; read < folded.Length;)
        {
            var run = 1;
            while (read + run < folded.Length && folded[read + run] == folded[read])
                run++;
            var copies = run >= 3 && char.IsLetter(folded[read]) ? 1 : run;
            for (var copy = 0; copy < copies; copy++)
                folded[kept++] = folded[read];
            read += run;
        }

        return folded.ToString(0, kept);
    }
}
