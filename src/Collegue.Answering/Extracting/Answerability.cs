using Collegue.Knowledge.Embedding;

namespace Collegue.Answering.Extracting;

/// <summary>
/// Whether a national sheet answers a question, as the logarithm of the odds. The figures that separate what the
/// sources hold from what they do not are how far question and title say each other, how close they are in meaning, and how much of the
/// question one passage covers; a search score is not among them.
/// </summary>
/// <remarks>
/// Logistic regression on titles of question sheets and on questions written for it, each asked with its theme in the index and with its
/// theme left out; <c>collegue bench refusals</c> measures the result. A question put as titles are put that no title says is probably not
/// held. Everyday words often say something else than the title does: they are given the benefit of the doubt, and the reader is told.
/// </remarks>
internal sealed class Answerability(ReadQuestion question, IReadOnlyDictionary<string, double> frequencies, TextEmbedder embedder)
{
    private const double Constant = -6.1;
    private const double SaidBoth = 4.1;
    private const double NearTitle = 2.65;
    private const double NearPassage = 1.7;
    private const double Covered = 1.3;

    private const double Doubt = 1;

    public const double Sure = 0;

    /// <summary>Enough to answer; below <see cref="Sure"/> the reader must be told.</summary>
    public double Enough => question.IsFormal ? Sure : Sure - Doubt;

    public double Of(DocumentFit fit)
    {
        var nearness = Nearness.Of(fit.Document, question.Text, embedder);
        return Constant
            + (SaidBoth * Math.Sqrt(Math.Max(fit.Title, fit.About) * TitleSaid(fit.Document)))
            + (NearTitle * nearness.Title)
            + (NearPassage * nearness.Passage)
            + (Covered * fit.Best);
    }

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
