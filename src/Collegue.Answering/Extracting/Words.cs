using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Lucene.Net.Analysis.Fr;

namespace Collegue.Answering.Extracting;

/// <param name="Stem">Folded and lightly stemmed, the same for "électorale" and "electoraux".</param>
/// <param name="Plain">Folded, lower case.</param>
internal readonly record struct Word(string Stem, string Plain);

/// <summary>French words of a text: elisions removed, accents folded, light stems.</summary>
internal static class Words
{
    private const int LongestWord = 40;

    /// <summary>The vocabulary met so far: a few tens of thousands of words come again and again.</summary>
    private const int MostRemembered = 100_000;

    private static readonly ConcurrentDictionary<string, Word> Remembered = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Remembered.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Numbers written out, as figures ("neuf" is left: it also means new).</summary>
    private static readonly FrozenDictionary<string, string> Numbers = new Dictionary<string, string>
    {
        ["deux"] = "2",
        ["trois"] = "3",
        ["quatre"] = "4",
        ["cinq"] = "5",
        ["six"] = "6",
        ["sept"] = "7",
        ["huit"] = "8",
        ["dix"] = "10",
        ["onze"] = "11",
        ["douze"] = "12",
        ["treize"] = "13",
        ["quatorze"] = "14",
        ["quinze"] = "15",
        ["seize"] = "16",
        ["vingt"] = "20",
        ["trente"] = "30",
        ["quarante"] = "40",
        ["cinquante"] = "50",
        ["soixante"] = "60",
        ["cent"] = "100",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> NumberLookup =
        Numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    private static int _remembered;

    private static readonly FrozenSet<string> Elided = new[]
    {
        "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "quoiqu", "lorsqu", "puisqu", "quelqu", "presqu",
    }.ToFrozenSet();

    public static List<Word> Of(string? text)
    {
        var words = new List<Word>();
        if (string.IsNullOrEmpty(text))
            return words;
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                if (letter < 128)
                    Append(char.ToLowerInvariant(letter), word, ref length);
                else
                    AppendFolded(letter, word, ref length);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                Close(word, ref length, letter is '\'' or '’', words);
            }
        }
        Close(word, ref length, false, words);
        return words;
    }

    public static HashSet<string> Stems(string? text) => [.. Of(text).Select(word => word.Stem)];

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter < 128)
                folded.Append(char.ToLowerInvariant(letter));
            else
                folded.Append(Folded(letter));
        }
        return folded.ToString();
    }

    private static void AppendFolded(char letter, Span<char> word, ref int length)
    {
        foreach (var plain in Folded(letter))
            Append(plain, word, ref length);
    }

    private static void Append(char letter, Span<char> word, ref int length)
    {
        if (length < word.Length)
            word[length++] = letter;
    }

    private static string Folded(char letter) => letter switch
    {
        'œ' or 'Œ' => "oe",
        'æ' or 'Æ' => "ae",
        '’' or '‘' => "'",
        '\u00A0' or '\u202F' or '\u2009' => " ",
        _ when char.IsSurrogate(letter) => letter.ToString(),
        _ => Unaccented(letter),
    };

    private static string Unaccented(char letter)
    {
        var lower = char.ToLowerInvariant(letter).ToString();
        if (!lower.IsNormalized(NormalizationForm.FormD))
            lower = string.Concat(lower.Normalize(NormalizationForm.FormD)
                .Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
        return lower;
    }

    private static void Close(Span<char> word, ref int length, bool elision, List<Word> words)
    {
        if (length == 0)
            return;
        var letters = word[..length];
        length = 0;
        if (!Lookup.TryGetValue(letters, out var read))
        {
            read = Read(letters);
            if (Volatile.Read(ref _remembered) < MostRemembered && Remembered.TryAdd(new string(letters), read))
                Interlocked.Increment(ref _remembered);
        }
        if (!elision || !Elided.Contains(read.Plain))
            words.Add(read);
    }

    private static Word Read(ReadOnlySpan<char> letters)
    {
        var stem = letters.ToArray();
        if (NumberLookup.TryGetValue(letters, out var figures))
            return new Word(figures, figures);
        return new Word(new string(stem, 0, new FrenchLightStemmer().Stem(stem, stem.Length)), new string(letters));
    }
}
