using System.Text.RegularExpressions;

namespace Collegue.Answering.Extracting;

/// <summary>A word of the question that a source can cover, by itself or by a phrase that says the same.</summary>
/// <param name="Weight">Rarer words weigh more.</param>
/// <param name="IsSubject">False for words that only say which sort of answer is wanted, or are in every question.</param>
internal sealed record QuestionTerm(string Stem, string Plain, double Weight, bool IsSubject, IReadOnlyList<string[]> Others)
{
    public bool IsIn(HashSet<string> stems) => stems.Contains(Stem) || Others.Any(phrase => phrase.All(stems.Contains));
}

internal sealed partial record ReadQuestion(string Text, QuestionKind Kind, IReadOnlyList<QuestionTerm> Terms)
{
    /// <summary>Put as the titles of sheets are put: a question with its mark, about nobody in particular.</summary>
    public bool IsFormal { get; } = Text.Contains('?', StringComparison.Ordinal) && !Personal().IsMatch(Words.Fold(Text));

    public double TotalWeight { get; } = Terms.Sum(term => term.Weight);

    public double SubjectWeight { get; } = Terms.Where(term => term.IsSubject).Sum(term => term.Weight);

    public bool Asks(QuestionKind kind) => (Kind & kind) != 0;

    [GeneratedRegex(@"\b(je|j|moi|mon|ma|mes|nous|notre|nos|m|on m|my|i|we)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Personal();
}
