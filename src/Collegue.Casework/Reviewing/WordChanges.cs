using DiffPlex;
using DiffPlex.Chunkers;

namespace Collegue.Casework.Reviewing;

/// <summary>The difference between a draft and what an agent made of it.</summary>
public static class WordChanges
{
    private static readonly WordChunker Words = new();

    /// <summary>Words inserted plus words deleted.</summary>
    public static int Count(string before, string after) =>
        Compare(before, after).Where(part => part.Change != Change.Same)
            .Sum(part => part.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    /// <summary>Both texts as one sequence of parts, in reading order, for the difference shown at the desk.</summary>
    public static IReadOnlyList<ChangedPart> Compare(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Words);
        var parts = new List<ChangedPart>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(Change.Same, diff.PiecesOld, at, block.DeleteStartA - at);
            Add(Change.Deleted, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(Change.Inserted, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(Change.Same, diff.PiecesOld, at, diff.PiecesOld.Count - at);
        return parts;

        void Add(Change change, IReadOnlyList<string> pieces, int start, int count)
        {
            if (count > 0)
            {
                parts.Add(new ChangedPart(change, string.Concat(pieces.Skip(start).Take(count))));
            }
        }
    }
}

public sealed record ChangedPart(Change Change, string Text);

public enum Change
{
    Same,
    Deleted,
    Inserted,
}
