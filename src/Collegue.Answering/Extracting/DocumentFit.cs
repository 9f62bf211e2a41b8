using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Extracting;

/// <summary>How far a document covers a question, in shares of the weight of its words.</summary>
/// <param name="Title">Share of the question said by the title.</param>
/// <param name="TitleUsed">Share of the title said by the question.</param>
/// <param name="Best">Share of the question's subject covered by the title and the best single passage together.</param>
/// <param name="Wide">The same, counting in part what its other passages say.</param>
/// <param name="About">Share of the subject in the title and the headings above that passage: what the document is about.</param>
/// <param name="RarestCovered">A subject word that weighs about the most is there.</param>
internal sealed record DocumentFit(ReadDocument Document, double Title, double TitleUsed, double Best, double Wide, double About, bool RarestCovered, double Score)
{
    /// <summary>The question says the title, and the title says the question: its opening answers.</summary>
    public double TitleMatch => Title * TitleUsed;

    private const double Elsewhere = 0.4;
    private const double OtherCase = 0.4;
    private const double AboutTheMost = 0.8;

    public static DocumentFit Of(ReadDocument document, ReadQuestion question, double highestScore)
    {
        var title = question.Terms.Where(term => term.IsIn(document.TitleStems)).Sum(term => term.Weight) / Math.Max(0.01, question.TotalWeight);
        var used = document.TitleWords.Count == 0
            ? 0
            : document.TitleWords.Count(word => question.Terms.Any(term =>
                term.Stem == word.Stem || term.Others.Any(phrase => phrase.Contains(word.Stem)))) / (double)document.TitleWords.Count;

        var subject = question.Terms.Where(term => term.IsSubject).ToList();
        var (best, about, covered) = (0.0, 0.0, new HashSet<QuestionTerm>());
        var anywhere = new HashSet<QuestionTerm>();
        foreach (var passage in document.Passages.Where(passage => passage.Source.Kind != PassageKind.LegalReference))
        {
            var here = subject.Where(term => Covers(document, passage, term)).ToList();
            var share = here.Sum(term => term.Weight) / Math.Max(0.01, question.SubjectWeight);
            anywhere.UnionWith(here);
            if (share > best)
                (best, about, covered) = (share, Named(document, passage, here) / Math.Max(0.01, question.SubjectWeight), [.. here]);
        }
        // What other passages of the same document say counts in part: it may be one section further.
        var wide = best + (Elsewhere * anywhere.Except(covered).Sum(term => term.Weight) / Math.Max(0.01, question.SubjectWeight));
        var rarest = subject.Count == 0 ? 0 : subject.Max(term => term.Weight) * AboutTheMost;
        var score = (0.6 * document.Source.Score / Math.Max(0.0001, highestScore)) + (0.6 * wide) + (0.45 * title) + (0.6 * title * used);
        if (document.TitleWords.Any(word => Vocabulary.StatesCase(word) && !question.Terms.Any(term => term.Stem == word.Stem)))
            score -= OtherCase;
        return new DocumentFit(document, title, used, best, wide, about, subject.Count == 0 || covered.Any(term => term.Weight >= rarest), score);
    }

    private static double Named(ReadDocument document, ReadPassage passage, List<QuestionTerm> covered) => covered
        .Where(term => term.IsIn(document.TitleStems) || term.IsIn(passage.HeadingStems) || term.IsIn(passage.SituationStems))
        .Sum(term => term.Weight);

    private static bool Covers(ReadDocument document, ReadPassage passage, QuestionTerm term) =>
        term.IsIn(passage.Stems) || term.IsIn(document.TitleStems) || term.IsIn(passage.HeadingStems) || term.IsIn(passage.SituationStems);
}
