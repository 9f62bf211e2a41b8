using System.Numerics.Tensors;

namespace Collegue.Bench.Vectors;

/// <summary>How fast the machine reads memory: a sum over far more than any cache holds, shared between processors.</summary>
internal static class MemoryReading
{
    private const int Numbers = 100_000_000;

    public static double BytesPerSecond(int processors)
    {
        // Pages never written to are one page of zeros, which stays in the cache.
        var numbers = new int[Numbers];
        Array.Fill(numbers, 1);
        var sums = new int[processors];
        var share = Numbers / processors;
        var milliseconds = Timing.Best(5, () => Parallel.For(0, processors, at => sums[at] = TensorPrimitives.Sum<int>(numbers.AsSpan(at * share, share))));
        return (double)share * processors * sizeof(int) / milliseconds * 1000;
    }
}
