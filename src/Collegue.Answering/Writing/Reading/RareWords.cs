using System.Collections.Frozen;

namespace Collegue.Answering.Writing.Reading;

/// <summary>Words that few national sheets use and that are long as well: the sheets do not say « cuillère », which everybody knows.</summary>
internal static class RareWords
{
    private const int FewestSyllables = 3;
    private const double KnownShare = 0.5;
    private const int EnoughWords = 3;

    public static bool IsRare(WrittenText text, int word, WrittenSentence sentence, FrozenSet<string> common)
    {
        var written = text[word];
        var form = written.Form;
        return !written.IsNumber && !written.Elided && Syllables.Of(form) >= FewestSyllables && !IsCommon(form, common) && !IsName(text, written, word, sentence);
    }

    /// <summary>Whether enough words are ones that French administrative texts use; too few words are given the benefit of the doubt.</summary>
    public static bool IsFrench(WrittenText text, FrozenSet<string> common)
    {
        var (known, words) = (0, 0);
        for (var at = 0; at < text.Words; at++)
        {
            var word = text[at];
            if (word.IsNumber)
                continue;
            words++;
            known += word.Elided || IsCommon(word.Form, common) ? 1 : 0;
        }
        return words < EnoughWords ? words > 0 && text.Text.Any(letter => char.IsLetter(letter) && letter < 0x250) : known >= words * KnownShare;
    }

    private static bool IsCommon(string form, FrozenSet<string> common)
    {
        if (common.Contains(form))
            return true;
        var lookup = common.GetAlternateLookup<ReadOnlySpan<char>>();
        var bare = form.AsSpan().TrimEnd('s');
        if (lookup.Contains(bare) || lookup.Contains(bare.TrimEnd('e')))
            return true;
        foreach (var part in form.AsSpan().Split('-'))
        {
            if (!lookup.Contains(form.AsSpan()[part]))
                return false;
        }
        return true;
    }

    /// <summary>A capital inside a sentence.</summary>
    private static bool IsName(WrittenText text, WrittenWord written, int word, WrittenSentence sentence) =>
        word > sentence.FirstWord && char.IsUpper(text.Text[written.Start]);
}
