namespace Collegue.Knowledge.Vectors;

/// <summary>A row found, with its similarity.</summary>
public readonly record struct ScoredRow(int Row, float Score);

/// <summary>The best rows met so far; of two equal ones the first row. The worst one kept is at the root of the heap.</summary>
internal sealed class BestRows(int most)
{
    private readonly PriorityQueue<ScoredRow, ScoredRow> _kept = new(Math.Min(most, 1024), Comparer<ScoredRow>.Create(static (left, right) =>
        left.Score != right.Score ? left.Score.CompareTo(right.Score) : right.Row.CompareTo(left.Row)));

    /// <summary>No row with this score or less, met later, is kept.</summary>
    public float Floor { get; private set; } = float.NegativeInfinity;

    public void Offer(int row, float score)
    {
        var scored = new ScoredRow(row, score);
        if (_kept.Count < most)
        {
            _kept.Enqueue(scored, scored);
        }
        else
        {
            _kept.EnqueueDequeue(scored, scored);
        }

        if (_kept.Count == most)
        {
            Floor = _kept.Peek().Score;
        }
    }

    /// <summary>In no particular order.</summary>
    public IEnumerable<ScoredRow> Rows => _kept.UnorderedItems.Select(item => item.Element);
}
