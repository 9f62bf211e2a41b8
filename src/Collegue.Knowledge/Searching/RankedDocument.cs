using Collegue.Knowledge.Indexing;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Searching;

/// <summary>A document by its number in the snapshot, with its matching passages.</summary>
internal sealed record RankedDocument(int Number, float Score, IReadOnlyList<(int Number, float Score)> Passages, int? Closest)
{
    /// <summary>The passages that share words with the question, or the closest one of a document found by its meaning.</summary>
    public IReadOnlyList<(int Number, float Score)> Found => Passages.Count == 0 && Closest is { } closest ? [(closest, 0)] : Passages;

    /// <summary>What a passage inherits from its document: being in the right one matters as much as fitting by itself.</summary>
    public float Share => Score / (1 + Ranking.BestPassage);

    /// <summary>The passage to show; running text before a legal reference or an address. Null when there is none.</summary>
    public int? Best(PassageMap map)
    {
        if (Passages.Count > 0)
        {
            return Passages.MaxBy(passage => passage.Score * WorthShowing(map.KindOf(passage.Number))).Number;
        }

        if (Closest is { } closest)
        {
            return closest;
        }

        return map.Of(Number) is (var first, > 0) ? first : null;
    }

    private static float WorthShowing(PassageKind kind) => kind == PassageKind.Body ? 1f : 0.5f;
}
