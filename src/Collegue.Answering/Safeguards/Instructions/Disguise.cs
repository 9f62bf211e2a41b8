using System.Text;
using Collegue.Answering.Grounding;

namespace Collegue.Answering.Safeguards.Instructions;

/// <summary>A text as it is meant, with where each of its characters stands in the text as it is written.</summary>
internal sealed record Disguised(string Text, int[] Offsets)
{
    public int OffsetOf(int at) => at < Offsets.Length ? Offsets[at] : Offsets.Length == 0 ? 0 : Offsets[^1];
}

/// <summary>Takes disguises off: letters of other alphabets, figures for letters, marks between letters, invisible characters.</summary>
internal static class Disguise
{
    private const int LongestWord = 16;

    public static Disguised Plain(string text) => Read(text, letter => letter, backwards: false);

    /// <summary>Each letter thirteen further in the alphabet (rot13).</summary>
    public static Disguised Turned(string text) => Read(text, letter => letter is >= 'a' and <= 'z' ? (char)('a' + ((letter - 'a' + 13) % 26)) : letter, backwards: false);

    public static Disguised Backwards(string text) => Read(text, letter => letter, backwards: true);

    private static Disguised Read(string text, Func<char, char> turn, bool backwards)
    {
        var plain = FactText.Plain(text);
        var (read, offsets) = (new StringBuilder(plain.Length), new List<int>(plain.Length));
        for (var step = 0; step < plain.Length; step++)
        {
            var at = backwards ? plain.Length - 1 - step : step;
            var letter = Letter(plain, at);
            if (letter is >= '\u0300' and <= '\u036F' || (!char.IsSurrogate(letter) && PromptText.IsInvisible(letter)))
                continue;
            if (IsBetweenSpacedLetters(plain, at))
                continue;
            letter = char.IsWhiteSpace(letter) || letter is '>' or '|' or '*' or '_' or '`' or '"' or '«' or '»' ? ' ' : letter;
            if (letter == ' ' && read.Length > 0 && read[^1] == ' ')
                continue;
            read.Append(turn(letter));
            offsets.Add(at);
        }

        return new Disguised(read.ToString(), [.. offsets]);
    }

    /// <summary>"i g n o r e", "i.g.n.o.r.e": single letters with one mark between them, at least four in a row.</summary>
    private static bool IsBetweenSpacedLetters(string text, int at)
    {
        if (char.IsLetterOrDigit(text[at]) || text[at] is '\n' or '\'')
            return false;
        var mark = text[at];
        return (IsSpaced(at - 2) && IsSpaced(at)) && (IsSpaced(at - 4) || IsSpaced(at + 2)) && (IsSpaced(at - 6) || IsSpaced(at + 4) || (IsSpaced(at - 4) && IsSpaced(at + 2)));

        // A letter at this place, and the mark on one side of it.
        bool IsSpaced(int mid) => mid >= 0 && mid + 1 < text.Length && text[mid] == mark && char.IsLetter(text[mid + 1]) && (mid + 2 >= text.Length || text[mid + 2] == mark || !char.IsLetterOrDigit(text[mid + 2]))
            || (mid >= -1 && mid + 2 < text.Length && (mid == -1 || char.IsWhiteSpace(text[mid])) && char.IsLetter(text[mid + 1]) && text[mid + 2] == mark);
    }

    private static char Letter(string text, int at)
    {
        var letter = text[at];
        if (letter is >= 'Ａ' and <= 'ｚ')
            letter = char.ToLowerInvariant((char)(letter - 'Ａ' + 'A'));
        if (IsLatinAround(text, at))
        {
            letter = letter switch
            {
                '0' or 'о' or 'ο' or 'օ' => 'o',
                '1' or '!' or 'і' or 'ι' or 'ı' => 'i',
                '3' or 'е' or 'є' or 'ε' => 'e',
                '4' or 'а' or 'α' => 'a',
                '5' or '$' or 'ѕ' => 's',
                '7' => 't',
                'р' or 'ρ' => 'p',
                'с' => 'c',
                'у' => 'y',
                'х' => 'x',
                'ν' => 'v',
                '@' when at == 0 || !char.IsLetterOrDigit(text[at - 1]) => 'a',
                _ => letter,
            };
        }

        return letter;
    }

    /// <summary>It stands in a word of four signs or more with two Latin letters: "1gn0r3", and not "le 14 mars", "A1" nor a word in Russian.</summary>
    private static bool IsLatinAround(string text, int at)
    {
        if (text[at] is >= 'a' and <= 'z' or ' ' or '\n')
            return false;
        var (letters, length) = (0, 1);
        for (var near = at - 1; near >= Math.Max(0, at - LongestWord) && !char.IsWhiteSpace(text[near]); near--)
            Count(text[near]);
        for (var near = at + 1; near < Math.Min(text.Length, at + LongestWord) && !char.IsWhiteSpace(text[near]); near++)
            Count(text[near]);
        return letters >= 2 && length >= 4;

        void Count(char letter)
        {
            length++;
            letters += letter is >= 'a' and <= 'z' ? 1 : 0;
        }
    }
}
