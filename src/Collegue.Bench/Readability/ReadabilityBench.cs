using Collegue.Answering.Writing;

namespace Collegue.Bench.Readability;

/// <summary>How well measures of a sentence rank what people found hard.</summary>
public static class ReadabilityBench
{
    private const int Draws = 2000;
    private const int Seed = 20261128;

    public static ReadabilityReport Run(IReadOnlyList<RatedSentence> rated)
    {
        double[] levels = [.. rated.Select(row => row.Level)];
        List<SentenceMeasures> measures = [.. rated.Select(row => SentenceMeasures.Of(row.Sentence))];
        double[] length = [.. measures.Select(row => row.Length)];
        double[] ours = [.. measures.Select(row => row.Difficulty)];
        var (low, high) = Interval(levels, ours, length);
        return new ReadabilityReport(
            rated.Count,
            RankCorrelation.Of(levels, [.. measures.Select(row => (double)row.Words)]),

            // The score falls as the text gets harder.
            -RankCorrelation.Of(levels, [.. measures.Select(row => row.KandelMoles)]),
            RankCorrelation.Of(levels, length),
            RankCorrelation.Of(levels, ours),
            low,
            high);
    }

    /// <summary>Where 95 % of the differences between the two lie when the sentences are drawn again with replacement.</summary>
    private static (double Low, double High) Interval(double[] levels, double[] ours, double[] length)
    {
        var random = new Random(Seed);
        var differences = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var chosen = Enumerable.Range(0, levels.Length).Select(_ => random.Next(levels.Length)).ToArray();
            double[] Pick(double[] values) => [.. chosen.Select(at => values[at])];
            var picked = Pick(levels);
            differences[draw] = RankCorrelation.Of(picked, Pick(ours)) - RankCorrelation.Of(picked, Pick(length));
        }

        Array.Sort(differences);
        return (differences[(int)(Draws * 0.025)], differences[(int)(Draws * 0.975)]);
    }
}

/// <param name="Words">Spearman of words per sentence with the levels people gave.</param>
/// <param name="WordsTimesLength">Of words × mean word length: what any better measure must beat.</param>
/// <param name="Ours">Of the difficulty that the writing help shows.</param>
/// <param name="DifferenceLow">Lower end of the 95 % interval of ours minus words × mean word length.</param>
public sealed record ReadabilityReport(
    int Sentences, double Words, double KandelMoles, double WordsTimesLength, double Ours, double DifferenceLow, double DifferenceHigh);
