using Collegue.Knowledge.Embedding;

namespace Collegue.Answering.Extracting;

/// <summary>
/// Whether a national sheet answers a question, as the logarithm of the odds, counted from what is enough. The figures that separate what
/// the sources hold from what they do not are how close question, title and passage are in meaning and, for a question put as titles are
/// put ("Peut-on… ?", nobody in it), how far question and title say each other and how much of it one passage covers. A search score is not among them.
/// </summary>
/// <remarks>
/// Logistic regressions, one on titles of question sheets and one on everyday questions the embeddings had not seen, each asked with its
/// theme in the index and with its theme left out; <c>collegue bench refusals</c> measures the result. A formal question that no title says
/// is probably not held. Everyday words often say something else than the title does: only meaning counts for them, they are given
/// the benefit of the doubt, and the reader is told.
/// </remarks>
internal sealed class Answerability(ReadQuestion question, IReadOnlyDictionary<string, double> frequencies, TextEmbedder embedder)
{
    private const double Doubt = 0.9;

    /// <summary>Below this the reader must be told.</summary>
    public const double Sure = 0;

    /// <summary>Enough to answer.</summary>
    public double Enough => question.IsFormal ? Sure : Sure - Doubt;

    public double Of(DocumentFit fit)
    {
        var nearness = Nearness.Of(fit.Document, question.Text, embedder);
        return question.IsFormal
            ? -6.25 + (4.1 * SaidBoth(fit)) + (2.65 * nearness.Title) + (1.7 * nearness.Passage) + (1.3 * fit.Best)
            : -8.25 + (3.6 * nearness.Title) + (8.95 * nearness.Passage);
    }

    private double SaidBoth(DocumentFit fit) => Math.Sqrt(Math.Max(fit.Title, fit.About) * TitleSaid(fit.Document));

    /// <summary>Share of the title that the question says, its rarer words weighing more.</summary>
    private double TitleSaid(ReadDocument document)
    {
        var all = document.TitleWords.Sum(Weight);
        return all <= 0 ? 0 : document.TitleWords.Where(IsSaid).Sum(Weight) / all;
    }

    private bool IsSaid(Word word) =>
        question.Terms.Any(term => term.Stem == word.Stem || term.Others.Any(phrase => phrase.Contains(word.Stem)));

    private double Weight(Word word) => QuestionReader.Rarity(frequencies.GetValueOrDefault(word.Plain));
}
