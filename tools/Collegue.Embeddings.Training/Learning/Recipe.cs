using System.Numerics.Tensors;
using Collegue.Bench.Sheets;
using Collegue.Embeddings.Training.Pairs;
using Collegue.Embeddings.Training.Texts;
using Collegue.Knowledge.Embedding;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>From sheets to a model. The same sheets and recipe give the same model.</summary>
internal sealed record Recipe
{
    public int Dimensions { get; init; } = 192;
    public int GramRows { get; init; } = 30_000;
    public int RarestStem { get; init; } = 3;
    public int MostStems { get; init; } = 20_000;
    public int Epochs { get; init; } = 6;
    public int BatchSize { get; init; } = 512;
    public float Pace { get; init; } = 0.02f;
    public int Seed { get; init; } = 22;
    public bool Spectral { get; init; } = true;

    public StaticModel Cook(IReadOnlyList<NationalSheet> shelf, Action<string> say, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        var lexicon = new Lexicon(GramRows);
        var sheets = SheetWording.Of(shelf.Where(sheet => !sheet.IsHeldOut), new EverydayQuestions(), lexicon);
        var synonyms = new Synonyms(lexicon);
        var rarity = new Rarity(sheets, lexicon);
        var spoken = synonyms.Families.SelectMany(family => family).SelectMany(words => words).Select(lexicon.StemOf).ToHashSet();
        int[] known = [.. Enumerable.Range(0, lexicon.Stems).Where(stem => rarity.Count(stem) >= RarestStem || spoken.Contains(stem))
            .OrderByDescending(stem => spoken.Contains(stem)).ThenByDescending(rarity.Count).ThenBy(stem => stem).Take(MostStems)];
        say($"{sheets.Count} sheets, {sheets.Sum(sheet => sheet.Passages.Count)} passages, {lexicon.Stems} stems of which {known.Length} known");

        var parameters = new Parameters(lexicon, known, Dimensions);
        parameters.Start(FirstVectors(sheets, lexicon, rarity, known, random));
        say("first vectors ready");
        var sampler = new PairSampler(sheets, lexicon, rarity, new Wording(lexicon, synonyms, new Misspelling(lexicon)));
        var learner = new Learner(parameters);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var pairs = sampler.Draw(random);
            var batches = Batching.Cut(pairs, BatchSize, random);
            var loss = 0.0;
            var done = 0;
            foreach (var batch in batches)
            {
                cancellation.ThrowIfCancellationRequested();
                var left = 1 - ((epoch + ((float)done++ / batches.Count)) / Epochs);
                loss += learner.Step(new Batch(batch), Pace * Math.Max(0.05f, left));
            }

            say($"epoch {epoch + 1} of {Epochs}: {pairs.Count} pairs, loss {loss / batches.Count:0.000}");
        }

        return parameters.Freeze(FormattableString.Invariant($"collegue-fr-{Dimensions}-{Seed}"));
    }

    /// <summary>From the words each stem stands near, shorter for common ones.</summary>
    private float[] FirstVectors(IReadOnlyList<SheetWords> sheets, Lexicon lexicon, Rarity rarity, int[] known, Random random)
    {
        float[] vectors;
        if (Spectral)
        {
            vectors = SpectralStart.Of(new Neighbourhood(sheets, lexicon, rarity, known, random).Near, Dimensions, random);
        }
        else
        {
            vectors = new float[known.Length * Dimensions];
            for (var at = 0; at < vectors.Length; at++)
            {
                vectors[at] = (float)(random.NextDouble() - 0.5);
            }
        }

        for (var row = 0; row < known.Length; row++)
        {
            var vector = vectors.AsSpan(row * Dimensions, Dimensions);
            var length = Math.Max(1e-6f, TensorPrimitives.Norm<float>(vector));
            TensorPrimitives.Multiply(vector, (float)rarity.Weight(known[row]) / length, vector);
        }

        return vectors;
    }
}
