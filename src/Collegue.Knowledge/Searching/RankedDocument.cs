using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Searching;

/// <summary>A document with the place it deserves and what made it.</summary>
/// <param name="Words">Fit of its words: document, best passage and title together.</param>
/// <param name="Score">Words and meaning together, boosts included.</param>
internal sealed record RankedDocument(Candidate Candidate, TitleFit Title, float Words, float Score)
{
    public int Number => Candidate.Document;

    /// <summary>The passages that share words with the question, or the closest one of a document found by its meaning.</summary>
    public IReadOnlyList<(int Number, float Score)> Found => Candidate.Passages.Count == 0 && Candidate.Closest is { } closest
        ? [(closest.Number, 0)]
        : [.. Candidate.Passages.Select(passage => (passage.Number, passage.Score))];

    /// <summary>What a passage inherits from its document: being in the right one matters as much as fitting by itself.</summary>
    public float Share => Score / (1 + Ranking.BestPassage);

    /// <summary>The passages to show, best first; running text before a legal reference or an address. Empty when there is none.</summary>
    public IReadOnlyList<int> ToShow(int most) => Candidate.Passages.Count > 0
        ? [.. Candidate.Passages.OrderByDescending(passage => passage.Score * WorthShowing(passage.Kind)).Take(most).Select(passage => passage.Number)]
        : Candidate.Closest is { } closest ? [closest.Number] : [];

    private static float WorthShowing(PassageKind kind) => kind == PassageKind.Body ? 1f : 0.5f;
}

/// <summary>How well the title as a whole says what is asked: BM25 sees the words that match, not those that do not.</summary>
/// <param name="Whole">A factor of 1 or more.</param>
/// <param name="Special">A factor of 1 or less.</param>
internal readonly record struct TitleFit(float Whole, float Special)
{
    public float Factor => Whole * Special;

    public static TitleFit Of(IReadOnlyList<string> title, Question question, Vocabulary vocabulary)
    {
        if (title.Count == 0)
        {
            return new TitleFit(1, 1);
        }

        var asked = title.Count(question.Speaks);
        var narrowed = title.Any(word => vocabulary.IsSpecial(word) && !question.Speaks(word));
        return new TitleFit(1 + (Ranking.WholeTitle * asked / title.Count), narrowed ? Ranking.SpecialSituation : 1);
    }
}
