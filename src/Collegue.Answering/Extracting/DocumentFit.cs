using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Extracting;

/// <summary>How far a document covers a question, in shares of the weight of its words.</summary>
/// <param name="Title">Share of the question said by the title.</param>
/// <param name="TitleUsed">Share of the title said by the question.</param>
/// <param name="Best">Share of the question's subject covered by the title and the best single passage together.</param>
/// <param name="RarestCovered">The subject word that weighs most is there.</param>
internal sealed record DocumentFit(ReadDocument Document, double Title, double TitleUsed, double Best, bool RarestCovered, double Score)
{
    /// <summary>The question says the title, and the title says the question: its opening answers.</summary>
    public double TitleMatch => Title * TitleUsed;

    public static DocumentFit Of(ReadDocument document, ReadQuestion question, double highestScore)
    {
        var title = question.Terms.Where(term => term.IsIn(document.TitleStems)).Sum(term => term.Weight) / Math.Max(0.01, question.TotalWeight);
        var used = document.TitleWords.Count == 0
            ? 0
            : document.TitleWords.Count(word => question.Terms.Any(term =>
                term.Stem == word.Stem || term.Others.Any(phrase => phrase.Contains(word.Stem)))) / (double)document.TitleWords.Count;

        var subject = question.Terms.Where(term => term.IsSubject).ToList();
        var (best, covered) = (0.0, new HashSet<QuestionTerm>());
        foreach (var passage in document.Passages.Where(passage => passage.Source.Kind != PassageKind.LegalReference))
        {
            var here = subject.Where(term => Covers(document, passage, term)).ToList();
            var share = here.Sum(term => term.Weight) / Math.Max(0.01, question.SubjectWeight);
            if (share > best)
                (best, covered) = (share, [.. here]);
        }
        var rarest = subject.MaxBy(term => term.Weight);
        var score = (0.6 * document.Source.Score / Math.Max(0.0001, highestScore)) + (0.6 * best) + (0.5 * title) + (0.3 * title * used);
        return new DocumentFit(document, title, used, best, rarest is null || covered.Contains(rarest), score);
    }

    private static bool Covers(ReadDocument document, ReadPassage passage, QuestionTerm term) =>
        term.IsIn(passage.Stems) || term.IsIn(document.TitleStems) || term.IsIn(passage.HeadingStems) || term.IsIn(passage.SituationStems);
}
