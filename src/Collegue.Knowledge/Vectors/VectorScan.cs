using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Collegue.Knowledge.Vectors;

/// <summary>
/// Compares a question with every vector that may be found, and with no other. Exact for the rounded vectors. Beyond some hundred
/// thousand rows it uses the other processors too.
/// </summary>
public static class VectorScan
{
    /// <summary>Rows below which sharing the work costs more than it saves.</summary>
    private const int RowsWorthSharing = 65_536;

    /// <summary>The best rows, best first; of two equal ones the first row.</summary>
    /// <param name="question">Of length one, for scores that are cosines.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public static IReadOnlyList<ScoredRow> Top(PackedVectors vectors, ReadOnlySpan<float> question, int most, RowFilter? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(question.Length, vectors.Dimensions);
        ArgumentOutOfRangeException.ThrowIfNotEqual(filter?.Rows ?? vectors.Rows, vectors.Rows);
        if (most <= 0 || vectors.Rows == 0)
        {
            return [];
        }

        var asked = new AskedVector(question);
        var shares = vectors.Rows < RowsWorthSharing ? 1 : Environment.ProcessorCount;
        var found = new BestRows[shares];
        if (shares == 1)
        {
            found[0] = Scan(vectors, asked, most, filter, 0, vectors.Rows);
        }
        else
        {
            // Whole words of the filter, so that no two shares read the same one.
            var size = (((vectors.Rows + shares - 1) / shares) + 63) / 64 * 64;
            Parallel.For(0, shares, share => found[share] = Scan(
                vectors, asked, most, filter, Math.Min(vectors.Rows, share * size), Math.Min(vectors.Rows, (share + 1) * size)));
        }

        return [.. found.SelectMany(best => best.Rows).OrderByDescending(row => row.Score).ThenBy(row => row.Row).Take(most)];
    }

    /// <summary>The similarity of each row of a range, such as the passages of one document.</summary>
    public static void Score(PackedVectors vectors, ReadOnlySpan<float> question, int first, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(question.Length, vectors.Dimensions);
        Score(vectors, new AskedVector(question), first, scores);
    }

    /// <summary>The same for a question rounded once for many ranges.</summary>
    internal static void Score(PackedVectors vectors, in AskedVector asked, int first, Span<float> scores)
    {
        for (var at = 0; at < scores.Length; at++)
        {
            scores[at] = asked.With(ref MemoryMarshal.GetReference(vectors.Values(first + at)), vectors.Scales[first + at]);
        }
    }

    private static BestRows Scan(PackedVectors vectors, in AskedVector asked, int most, RowFilter? filter, int first, int end)
    {
        var best = new BestRows(most);
        ref var values = ref MemoryMarshal.GetReference(vectors.AllValues);
        var scales = vectors.Scales;
        if (filter is null)
        {
            for (var row = first; row < end; row++)
            {
                var score = asked.With(ref Unsafe.Add(ref values, (nint)row * vectors.Dimensions), scales[row]);
                if (score > best.Floor && scales[row] > 0)
                {
                    best.Offer(row, score);
                }
            }

            return best;
        }

        for (var word = first >> 6; word << 6 < end; word++)
        {
            for (var bits = filter.Words[word]; bits != 0; bits &= bits - 1)
            {
                var row = (word << 6) + BitOperations.TrailingZeroCount(bits);
                var score = asked.With(ref Unsafe.Add(ref values, (nint)row * vectors.Dimensions), scales[row]);
                if (score > best.Floor && scales[row] > 0)
                {
                    best.Offer(row, score);
                }
            }
        }

        return best;
    }
}
