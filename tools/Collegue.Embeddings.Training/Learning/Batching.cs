using Collegue.Embeddings.Training.Pairs;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>Half of the batches mix everything; in the others all pairs are of neighbouring shelves, so that answers resemble each other.</summary>
internal static class Batching
{
    public static List<List<TrainingPair>> Cut(List<TrainingPair> pairs, int size, Random random)
    {
        var shuffled = pairs.ToArray();
        random.Shuffle(shuffled);
        var half = shuffled.Length / 2;
        var order = Enumerable.Range(0, shuffled.Max(pair => pair.Shelf) + 1).ToArray();
        random.Shuffle(order);
        TrainingPair[] sorted = [.. shuffled.Take(half), .. shuffled.Skip(half).OrderBy(pair => order[pair.Shelf])];
        List<List<TrainingPair>> batches = [.. sorted.Chunk(size).Where(chunk => chunk.Length > size / 2).Select(chunk => chunk.ToList())];
        var mixed = batches.ToArray();
        random.Shuffle(mixed);
        return [.. mixed];
    }
}
