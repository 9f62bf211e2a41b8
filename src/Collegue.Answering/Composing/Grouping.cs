using Collegue.Answering.Extracting;

namespace Collegue.Answering.Composing;

/// <summary>Adds to a chosen sentence those it cannot be read without.</summary>
internal static class Grouping
{
    private const int LongestList = 12;
    private const int MostListWords = 110;

    /// <summary>Null when the sentence leans on something that cannot come with it.</summary>
    public static SentenceGroup? Around(Sentence chosen)
    {
        var all = chosen.Passage.Sentences;
        switch (chosen.Span.Kind)
        {
            case SentenceKind.Item when chosen.Span.Introduction >= 0:
                var announced = List(all, chosen.Span.Introduction, chosen);
                // One line of a long table still says by itself what it is about.
                return announced.ContinuesInSource && StandsAlone(chosen) ? new SentenceGroup([chosen], chosen) : announced;
            case SentenceKind.Item:
                return StandsAlone(chosen) ? new SentenceGroup([chosen], chosen) : null;
            case SentenceKind.Introduction:
                return HasList(all, chosen.Index) ? List(all, chosen.Index, chosen) : WithFollowing(all, chosen);
            default:
                return chosen.WordCount <= 3 ? WithFollowing(all, chosen) : WithPreceding(all, chosen);
        }
    }

    private static SentenceGroup List(IReadOnlyList<Sentence> all, int introduction, Sentence chosen)
    {
        var items = all.Where(sentence => sentence.Span.Kind == SentenceKind.Item && sentence.Span.Introduction == introduction).ToList();
        var bounded = items.Count <= LongestList && items.Sum(item => item.WordCount) <= MostListWords;
        var start = all[introduction].IsDangling ? Preceding(all, all[introduction]) : [];
        return bounded
            ? new SentenceGroup([.. start, all[introduction], .. items], chosen)
            : new SentenceGroup([.. start, all[introduction]], chosen, ContinuesInSource: true);
    }

    private static bool HasList(IReadOnlyList<Sentence> all, int introduction) =>
        introduction + 1 < all.Count && all[introduction + 1].Span.Introduction == introduction;

    private static SentenceGroup? WithFollowing(IReadOnlyList<Sentence> all, Sentence chosen)
    {
        if (chosen.Index + 1 >= all.Count)
            return chosen.Span.Kind == SentenceKind.Introduction ? null : new SentenceGroup([chosen], chosen);
        var next = all[chosen.Index + 1];
        if (next.Span.Kind == SentenceKind.Introduction && HasList(all, next.Index) && List(all, next.Index, next) is var list)
            return new SentenceGroup([chosen, .. list.Sentences.SkipWhile(sentence => sentence.Index <= chosen.Index)], chosen, list.ContinuesInSource);
        return new SentenceGroup([chosen, next], chosen);
    }

    private static SentenceGroup? WithPreceding(IReadOnlyList<Sentence> all, Sentence chosen)
    {
        if (!chosen.IsDangling)
            return new SentenceGroup([chosen], chosen);
        var before = Preceding(all, chosen);
        return before.Count == 0 ? null : new SentenceGroup([.. before, chosen], chosen);
    }

    /// <summary>What comes just before in running text, back to a sentence that stands alone; nothing when a list is in between.</summary>
    private static List<Sentence> Preceding(IReadOnlyList<Sentence> all, Sentence chosen)
    {
        const int furthest = 2;
        var before = new List<Sentence>();
        for (var at = chosen.Index - 1; at >= 0 && before.Count < furthest; at--)
        {
            if (all[at].Span.Kind is SentenceKind.Item or SentenceKind.Introduction)
                return [];
            before.Insert(0, all[at]);
            if (!all[at].IsDangling)
                return before;
        }
        return [];
    }

    /// <summary>A table line ("colonne : valeur ; colonne : valeur") or an item that is a sentence.</summary>
    private static bool StandsAlone(Sentence item) =>
        item.Text.Contains(" : ", StringComparison.Ordinal) || (item.WordCount >= 6 && item.Text.EndsWith('.') && !item.IsDangling);
}
