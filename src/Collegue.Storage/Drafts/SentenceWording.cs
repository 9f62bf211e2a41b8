using System.Globalization;
using System.Text;

namespace Collegue.Storage.Drafts;

/// <summary>
/// A sentence as it is compared: words without accents, capitals or punctuation, and figures written one way. The same on every
/// machine and for ever, since what is computed from it is stored.
/// </summary>
public sealed class SentenceWording
{
    /// <summary>How many words two wordings must share, of all that either has, to be the same sentence lightly edited.</summary>
    public const double Alike = 0.6;

    public const int BandCount = 6;

    private const int FewestComparable = 4;
    private const int RowsOfBand = 2;
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly HashSet<string> distinct;

    private SentenceWording(List<string> words, string figures)
    {
        (Words, Figures) = (words, figures);
        distinct = new HashSet<string>(words, StringComparer.Ordinal);
    }

    /// <summary>In reading order, figures among them.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The figures in order of size of text, however they are punctuated; empty when there is none.</summary>
    public string Figures { get; }

    /// <summary>Equal for sentences that differ by capitals, accents, spaces or punctuation only.</summary>
    public long Fingerprint => field == 0 ? field = Mark(string.Join(' ', Words)) : field;

    /// <summary>
    /// Two sentences with the same figures that share most of their words share at least one of these, nearly always; with other
    /// figures, none: a price that changes makes no candidates.
    /// </summary>
    public IReadOnlyList<long> Bands => field ??= BandsOf([.. distinct.Where(IsTelling) is var telling && telling.Skip(1).Any() ? telling : distinct], Hash(Figures));

    public static SentenceWording Read(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var folded = text.Normalize(NormalizationForm.FormKD);
        for (var at = 0; at < folded.Length; at++)
        {
            var letter = folded[at];
            if (char.IsAsciiDigit(letter) && (word.Length == 0 || char.IsAsciiDigit(word[^1])))
            {
                word.Append(letter);
            }
            else if (IsInsideFigure(folded, at, word))
            {
                // The point of a decimal stays, the space of thousands goes.
                word.Append(letter is ',' or '.' ? "," : "");
            }
            else if (char.IsLetterOrDigit(letter))
            {
                // "9 h" and "9h" are the same two words.
                if (word.Length > 0 && char.IsAsciiDigit(word[^1]))
                {
                    Close(words, word);
                }

                Fold(word, letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                Close(words, word);
            }
        }

        Close(words, word);
        return new SentenceWording(words, string.Join(' ', words.Where(found => char.IsAsciiDigit(found[0])).Order(StringComparer.Ordinal)));
    }

    /// <summary>True for the same sentence, as it is or lightly edited; another figure makes another sentence.</summary>
    public bool SameAs(SentenceWording other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Fingerprint == other.Fingerprint
            || (Figures == other.Figures && Math.Min(distinct.Count, other.distinct.Count) >= FewestComparable && Likeness(other) >= Alike);
    }

    /// <summary>Words both have, divided by words either has.</summary>
    public double Likeness(SentenceWording other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var both = distinct.Count(other.distinct.Contains);
        var either = distinct.Count + other.distinct.Count - both;
        return either == 0 ? 0 : both / (double)either;
    }

    private static bool IsTelling(string word) => word.Length > 3 || char.IsAsciiDigit(word[0]);

    private static long[] BandsOf(List<string> words, ulong figures)
    {
        var bands = new long[BandCount];
        for (var band = 0; band < BandCount; band++)
        {
            var mixed = Basis ^ figures;
            for (var row = 0; row < RowsOfBand; row++)
            {
                var seed = Mix((ulong)((band * RowsOfBand) + row + 1) * Prime);
                mixed = Mix(mixed ^ words.Select(word => Mix(Hash(word) ^ seed)).DefaultIfEmpty(seed).Min());
            }

            bands[band] = (long)mixed;
        }

        return bands;
    }

    private static long Mark(string text) => (long)Mix(Hash(text));

    private static ulong Hash(string text)
    {
        var hash = Basis;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xff51afd7ed558ccd;
        value ^= value >> 33;
        value *= 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }

    /// <summary>"3,20", "1 000": one figure. A full stop that ends a sentence is not inside one.</summary>
    private static bool IsInsideFigure(string text, int at, StringBuilder word) =>
        word.Length > 0 && char.IsAsciiDigit(word[^1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
        && (text[at] is ',' or '.' || (text[at] is ' ' or '\u00A0' or '\u202F' && IsThousand(text, at + 1)));

    private static bool IsThousand(string text, int at)
    {
        var length = 0;
        while (at + length < text.Length && char.IsAsciiDigit(text[at + length]))
        {
            length++;
        }

        return length == 3;
    }

    private static void Fold(StringBuilder word, char letter)
    {
        var lower = char.ToLowerInvariant(letter);
        word.Append(lower switch { 'œ' => "oe", 'æ' => "ae", 'ß' => "ss", _ => lower.ToString() });
    }

    private static void Close(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
