using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing;

/// <summary>Measures of one line taken as one sentence, to be compared with each other.</summary>
/// <param name="Length">Words × mean word length: letters and digits in words.</param>
/// <param name="Difficulty">The one that the writing help shows.</param>
public sealed record SentenceMeasures(int Words, int Length, double KandelMoles, double Difficulty)
{
    public static SentenceMeasures Of(string line)
    {
        var text = WrittenText.Of(line);
        var (letters, syllables) = (0, 0);
        for (var at = 0; at < text.Words; at++)
        {
            letters += text[at].Length;
            syllables += Syllables.Of(text[at].Form);
        }
        return text.Words == 0
            ? new SentenceMeasures(0, 0, 0, 0)
            : new SentenceMeasures(text.Words, letters, Counting.KandelMoles(text.Words, 1, syllables), text.Sentences.Sum(sentence => Reading.Difficulty.Of(text, sentence)));
    }
}
