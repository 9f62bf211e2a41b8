using Collegue.Embeddings.Training.Texts;

namespace Collegue.Embeddings.Training.Pairs;

/// <summary>Says a question as people would: another word for the same thing, words left out, mistakes.</summary>
internal sealed class Wording(Lexicon lexicon, Synonyms synonyms, Misspelling misspelling)
{
    private const int LongestQuestion = 40;
    private const double OtherWords = 0.3;
    private const double WordsLeftOut = 0.3;
    private const double Hurried = 0.3;

    public int[] Say(int[] words, Random random)
    {
        if (words.Length > LongestQuestion)
        {
            words = words[..LongestQuestion];
        }

        if (random.NextDouble() < OtherWords)
        {
            words = synonyms.Replace(words, random) ?? words;
        }

        if (words.Length > 2 && random.NextDouble() < WordsLeftOut)
        {
            var kept = words.Where(_ => random.NextDouble() > 0.3).ToArray();
            words = kept.Length > 0 ? kept : words;
        }

        var mistakes = random.NextDouble() < Hurried ? 0.5 : 0.02;
        var hidden = random.NextDouble() < 0.2 ? 0.5 : 0.02;
        return [.. words.Select(word => random.NextDouble() < mistakes ? misspelling.Of(word, random) : word)
            .Select(word => Token.Of(lexicon.StemOf(word), random.NextDouble() < hidden))];
    }
}
