using System.Diagnostics;
using Collegue.Knowledge.Embedding;

namespace Collegue.Bench.Vectors;

/// <summary>Times our embeddings and the vector scan on this machine, beside what its memory can give.</summary>
public static class VectorsBench
{
    private const int ShortTexts = 20_000;

    private static readonly string[] Words =
    [
        "demande", "carte", "identité", "perdue", "comment", "renouveler", "passeport", "mairie", "quel", "délai", "pour", "licenciement",
        "économique", "préavis", "démission", "cantine", "inscription", "école", "logement", "loyer", "impayé", "naissance", "déclaration", "voisin",
    ];

    /// <param name="sizes">Numbers of synthetic vectors to scan.</param>
    /// <param name="budget">Milliseconds one scan may take: from the number of passages that would take more, PostgreSQL is advised.</param>
    public static VectorsReport Run(IReadOnlyList<int> sizes, double budget, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("model");
        var load = Timing.Best(5, () => TextEmbedder.Load());
        var embedder = TextEmbedder.Load();
        var texts = TextsPerSecond(embedder);
        progress?.Report("memory");
        var memory = MemoryReading.BytesPerSecond(Environment.ProcessorCount);
        var scans = new List<ScanFigures>();
        foreach (var size in sizes)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report($"{size} vectors");
            scans.Add(ScanTiming.Of(size, embedder.Dimensions, memory));
        }

        var largest = scans.MaxBy(scan => scan.Vectors);
        var perMillisecond = largest is null ? 0 : largest.Vectors / largest.ByteMilliseconds;
        return new VectorsReport(embedder.Name, embedder.Dimensions, load, texts, memory / 1e9, scans, budget, (long)(perMillisecond * budget));
    }

    private static double TextsPerSecond(TextEmbedder embedder)
    {
        var random = new Random(1);
        string[] texts = [.. Enumerable.Range(0, ShortTexts).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => Words[random.Next(Words.Length)])))];
        var vector = new float[embedder.Dimensions];
        var milliseconds = Timing.Best(5, () =>
        {
            foreach (var text in texts)
            {
                embedder.Embed(text, vector);
            }
        });
        return ShortTexts / milliseconds * 1000;
    }
}

/// <summary>The best of a few rounds: others on the machine can only make it slower.</summary>
internal static class Timing
{
    public static double Best(int rounds, Action work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return best;
    }
}
