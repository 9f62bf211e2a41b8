using System.Globalization;
using System.Text;

namespace Collegue.Bench.Retrieval;

/// <summary>Another way of typing the same question.</summary>
public enum Distortion
{
    None,

    /// <summary>Without accents or cedillas.</summary>
    Accents,

    /// <summary>In capitals.</summary>
    Capitals,

    /// <summary>One typing error in every word of five letters or more: a letter missing, doubled by another, replaced, or swapped with its neighbour.</summary>
    Typos,
}

/// <summary>Distorts questions, always in the same way for the same question.</summary>
public static class Distortions
{
    private const int ShortestWord = 5;

    public static string Apply(this Distortion distortion, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return distortion switch
        {
            Distortion.Accents => WithoutAccents(text),
            Distortion.Capitals => text.ToUpper(CultureInfo.GetCultureInfo("fr-FR")),
            Distortion.Typos => WithTypos(text),
            _ => text,
        };
    }

    private static string WithoutAccents(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);

    private static string WithTypos(string text)
    {
        var seed = text.Aggregate(17u, static (hash, letter) => (hash * 31) + letter);
        var written = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            if (end == at)
            {
                written.Append(text[at++]);
                continue;
            }

            written.Append(end - at < ShortestWord ? text[at..end] : Mistyped(text[at..end], ref seed));
            at = end;
        }

        return written.ToString();
    }

    private static string Mistyped(string word, ref uint seed)
    {
        var place = (int)(Next(ref seed) % (uint)word.Length);
        var letter = (char)('a' + (Next(ref seed) % 26));
        return (Next(ref seed) % 4) switch
        {
            0 => word.Remove(place, 1),
            1 => word.Insert(place, letter.ToString()),
            2 => word.Remove(place, 1).Insert(place, letter.ToString()),
            _ when place + 1 < word.Length => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
            _ => word.Remove(place, 1),
        };
    }

    // A small generator of our own: the same errors on every machine and version of the framework.
    private static uint Next(ref uint seed)
    {
        seed = (seed * 1_664_525) + 1_013_904_223;
        return seed >> 8;
    }
}
