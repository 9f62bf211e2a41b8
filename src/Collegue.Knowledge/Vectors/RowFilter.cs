using System.Numerics;

namespace Collegue.Knowledge.Vectors;

/// <summary>The rows that may be found, one bit a row; none at first. Filled once, then read by any number of scans.</summary>
public sealed class RowFilter(int rows)
{
    private readonly ulong[] _words = new ulong[(rows + 63) / 64];

    public int Rows { get; } = rows;

    /// <summary>How many rows may be found.</summary>
    public int Count => _words.Sum(BitOperations.PopCount);

    internal ReadOnlySpan<ulong> Words => _words;

    /// <summary>Allows the rows of a range, such as the passages of one document.</summary>
    public void Allow(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Rows - count);
        for (var row = first; row < first + count;)
        {
            var inWord = Math.Min(64 - (row & 63), first + count - row);
            _words[row >> 6] |= (inWord == 64 ? ulong.MaxValue : (1UL << inWord) - 1) << (row & 63);
            row += inWord;
        }
    }

    public bool Allows(int row) => (_words[row >> 6] >> row & 1) != 0;
}
