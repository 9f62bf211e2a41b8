using System.Numerics.Tensors;
using Collegue.Knowledge.Vectors;

namespace Collegue.Bench.Vectors;

/// <summary>Times scans over synthetic vectors.</summary>
internal static class ScanTiming
{
    private const int Most = 10;
    private const int Rounds = 15;

    public static ScanFigures Of(int rows, int dimensions, double memory)
    {
        var vectors = new PackedVectors(rows, dimensions);
        var floats = new float[rows * (long)dimensions <= int.MaxValue / sizeof(float) ? rows * dimensions : 0];
        var random = new Random(7);
        var vector = new float[dimensions];
        for (var row = 0; row < rows; row++)
        {
            Fill(vector, random);
            vectors.Set(row, vector);
            if (floats.Length > 0)
            {
                vector.CopyTo(floats, row * dimensions);
            }
        }

        Fill(vector, random);
        var filter = new RowFilter(rows);
        for (var first = 0; first < rows; first += 200)
        {
            filter.Allow(first, Math.Min(20, rows - first));
        }

        var bytes = Timing.Best(Rounds, () => VectorScan.Top(vectors, vector, Most));
        var allowed = Timing.Best(Rounds, () => VectorScan.Top(vectors, vector, Most, filter));
        double? single = floats.Length == 0 ? null : Timing.Best(Rounds, () => Floats(floats, vector));
        var rate = rows * (long)(dimensions + sizeof(float)) / bytes * 1000;
        return new ScanFigures(rows, bytes, allowed, single, rate / 1e9, rate / memory);
    }

    private static void Fill(Span<float> vector, Random random)
    {
        for (var at = 0; at < vector.Length; at++)
        {
            vector[at] = random.NextSingle() - 0.5f;
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
    }

    /// <summary>The same scan as the framework would do it on floats, with as many processors.</summary>
    private static void Floats(float[] rows, float[] question)
    {
        var count = rows.Length / question.Length;
        var shares = count < 65_536 ? 1 : Environment.ProcessorCount;
        var found = new (float Score, int Row)[shares][];
        Parallel.For(0, shares, share =>
        {
            var best = new PriorityQueue<int, float>();
            for (var row = share * count / shares; row < (share + 1L) * count / shares; row++)
            {
                var score = TensorPrimitives.Dot(rows.AsSpan(row * question.Length, question.Length), question);
                if (best.Count < Most)
                {
                    best.Enqueue(row, score);
                }
                else
                {
                    best.EnqueueDequeue(row, score);
                }
            }

            found[share] = [.. best.UnorderedItems.Select(item => (item.Priority, item.Element))];
        });
        _ = found.SelectMany(best => best).OrderByDescending(row => row.Score).Take(Most).ToList();
    }
}
