using Collegue.Answering.Extracting;
using Collegue.Answering.Safeguards.Instructions;

namespace Collegue.Answering.Composing;

/// <summary>How much of a source may be said.</summary>
internal sealed record Allowance(int Words, int Groups, double Share);

/// <summary>Chooses the groups that answer, from one situation only, and puts them in order.</summary>
internal static class Selection
{
    private const double TooAlike = 0.7;

    public static IReadOnlyList<SentenceGroup> Choose(
        IReadOnlyList<DocumentFit> fits, Allowance allowance, double floor, IReadOnlyList<SentenceGroup> already)
    {
        var ranked = fits.SelectMany(fit => fit.Document.Passages).Where(passage => passage.IsText)
            .SelectMany(passage => passage.Sentences)
            .OrderByDescending(sentence => sentence.Score)
            .ThenBy(sentence => sentence.Passage.Source.Position).ThenBy(sentence => sentence.Index)
            .ToList();
        var chosen = new List<SentenceGroup>();
        var words = 0;
        foreach (var sentence in ranked)
        {
            if (!SentenceShape.CanAnswer(sentence))
                continue;
            if (sentence.Score < floor || (chosen.Count > 0 && sentence.Score < chosen[0].Chosen.Score * allowance.Share))
                break;
            if (chosen.Count > 0 && !SameCase(sentence, chosen[0].Chosen))
                continue;
            if (chosen.Concat(already).Any(group => group.Sentences.Contains(sentence) || Alike(sentence, group)))
                continue;
            if (Grouping.Around(sentence) is not { } group || (chosen.Count > 0 && words + group.WordCount > allowance.Words))
                continue;
            // Slipped into the document for a machine to obey: it informs nobody.
            if (group.Sentences.Any(part => InstructionDetector.Addresses(part.Text)))
                continue;
            if (chosen.FindIndex(other => other.Sentences.Intersect(group.Sentences).Any()) is >= 0 and var shared)
                chosen[shared] = chosen[shared].With(group);
            else
                chosen.Add(group);
            words = chosen.Sum(part => part.WordCount);
            if (chosen.Count == allowance.Groups)
                break;
        }
        return Ordered(chosen);
    }

    /// <summary>The direct answer first, then what is said of the same case, then what holds for everybody; each in reading order.</summary>
    private static List<SentenceGroup> Ordered(List<SentenceGroup> chosen)
    {
        if (chosen.Count < 2)
            return chosen;
        var first = chosen.Find(group => group.Sentences[0].Text is ['O', 'u', 'i', ..] or ['N', 'o', 'n', ..]) ?? chosen[0];
        return [first, .. chosen.Where(group => group != first)
            .OrderByDescending(group => group.Situation == first.Situation)
            .ThenBy(group => group.Chosen.Passage.Document == first.Chosen.Passage.Document ? 0 : 1)
            .ThenBy(group => group.Situation)
            .ThenBy(group => group.Chosen.Passage.Source.Position)
            .ThenBy(group => group.Chosen.Index)];
    }

    private static bool SameCase(Sentence sentence, Sentence first) =>
        Situations.Holds(sentence.Passage.Source.Situation, first.Passage.Source.Situation)
        && (sentence.Passage.Document == first.Passage.Document || string.IsNullOrEmpty(sentence.Passage.Source.Situation));

    private static bool Alike(Sentence sentence, SentenceGroup group) => group.Sentences.Any(other =>
    {
        var shared = sentence.Stems.Count(other.Stems.Contains);
        return sentence.Span.Kind != SentenceKind.Row
            && shared >= TooAlike * Math.Max(1, sentence.Stems.Count + other.Stems.Count - shared)
            && Facts(sentence).SetEquals(Facts(other));
    });

    /// <summary>Two lines of a price list differ by their figures only: they are not alike.</summary>
    private static HashSet<string> Facts(Sentence sentence) => [.. Words.Of(sentence.Text).Where(word => char.IsDigit(word.Plain[0])).Select(word => word.Plain)];
}
