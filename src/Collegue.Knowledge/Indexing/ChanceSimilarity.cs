using Collegue.Knowledge.Embedding.Keeping;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Vectors;

namespace Collegue.Knowledge.Indexing;

/// <summary>
/// What similarity a question and a passage have that have nothing to do with each other: titles, which are what people ask, against
/// passages of other documents drawn at random. The same passages give the same figures.
/// </summary>
internal sealed class ChanceSimilarity(IndexedTexts texts, PackedVectors vectors, EmbeddingModel model)
{
    private const int MostTitles = 128;
    private const int PassagesForEach = 16;
    private const int Seed = 20_261;

    public async Task<Calibration> MeasureAsync(Func<Guid, Action<int>?, CachedEmbeddingGenerator> generator, CancellationToken cancellation)
    {
        var documents = texts.Documents().ToList();
        var step = Math.Max(1, documents.Count / MostTitles);
        var sample = documents.Where((_, at) => at % step == 0).Take(MostTitles).ToList();
        var pairs = new List<float>();
        var random = new Random(Seed);
        var score = new float[1];
        foreach (var group in sample.GroupBy(document => document.Organisation))
        {
            using var asked = generator(group.Key, null);
            var questions = await asked.GenerateAsync(group.Select(document => model.Question(document.Title)), null, cancellation);
            foreach (var (document, question) in group.Zip(questions))
            {
                for (var draw = 0; draw < PassagesForEach; draw++)
                {
                    var row = random.Next(vectors.Rows);
                    if (!document.Holds(row) && vectors.IsFindable(row))
                    {
                        VectorScan.Score(vectors, question.Vector.Span, row, score);
                        pairs.Add(score[0]);
                    }
                }
            }
        }

        return Calibration.Of(pairs) ?? await AmongThemselvesAsync(generator, documents[0].Organisation, cancellation);
    }

    /// <summary>With a handful of documents, everyday questions that have nothing in common stand for the passages too.</summary>
    private async Task<Calibration> AmongThemselvesAsync(
        Func<Guid, Action<int>?, CachedEmbeddingGenerator> generator, Guid organisation, CancellationToken cancellation)
    {
        using var asked = generator(organisation, null);
        var questions = await asked.GenerateAsync(Calibration.Unrelated.Select(model.Question), null, cancellation);
        var passages = await asked.GenerateAsync(Calibration.Unrelated.Select(text => model.Passage(text, null, null, text)), null, cancellation);
        List<float> pairs = [.. from question in questions.Index()
                                from passage in passages.Index()
                                where question.Index != passage.Index
                                select System.Numerics.Tensors.TensorPrimitives.Dot(question.Item.Vector.Span, passage.Item.Vector.Span)];
        return Calibration.Of(pairs) ?? Calibration.Ours;
    }
}
