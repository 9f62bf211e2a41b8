using Collegue.Answering.Extracting;

namespace Collegue.Answering.Composing;

/// <summary>When the answer depends on a case the question does not give, the cases are offered instead of guessing one.</summary>
internal static class Clarification
{
    private const string Separator = " > ";
    private const double AsGood = 0.9;
    private const double General = 0.75;
    private const int MostChoices = 8;

    /// <summary>The cases to choose from; none when one of them, or what holds for everybody, answers.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<SentenceGroup> chosen, ReadQuestion question)
    {
        var best = chosen.MaxBy(group => group.Chosen.Score)!.Chosen;
        if (best.Passage.Source.Situation is not { Length: > 0 } situation || Says(question, best.Passage))
            return [];
        if (chosen.Any(group => group.Situation is null && group.Chosen.Score >= best.Score * General))
            return [];
        var (parent, _) = Split(situation);
        var rivals = best.Passage.Document.Passages
            .Where(passage => passage.IsText && passage.Source.Heading == best.Passage.Source.Heading && passage.Source.Situation is { Length: > 0 } other && Split(other).Parent == parent)
            .GroupBy(passage => Split(passage.Source.Situation!).Case)
            .Where(group => group.SelectMany(passage => passage.Sentences).Where(SentenceShape.CanAnswer).Select(sentence => sentence.Score).DefaultIfEmpty(0).Max() >= best.Score * AsGood)
            .ToList();
        return rivals.Count < 2 || rivals.Count > MostChoices || rivals.Exists(group => Says(question, group.First())) ? [] : [.. rivals.Select(group => group.Key)];
    }

    /// <summary>A word of the question names the case.</summary>
    private static bool Says(ReadQuestion question, ReadPassage passage) =>
        question.Terms.Any(term => term.IsSubject && term.IsIn(passage.SituationStems) && !term.IsIn(passage.Document.TitleStems));

    private static (string Parent, string Case) Split(string situation)
    {
        var last = situation.LastIndexOf(Separator, StringComparison.Ordinal);
        return last < 0 ? ("", situation) : (situation[..last], situation[(last + Separator.Length)..]);
    }
}
