using System.Numerics.Tensors;
using Collegue.Bench.Sheets;
using Collegue.Knowledge.Embedding;
using Collegue.Storage.Knowledge;

namespace Collegue.Embeddings.Training.Measuring;

/// <summary>Every passage of every sheet that is not held out, as search would keep it; plain float vectors, scanned one by one.</summary>
internal sealed class VectorIndex
{
    private readonly TextEmbedder _embedder;
    private readonly List<string> _documents = [];
    private readonly List<float[]> _titles = [];
    private readonly List<float[][]> _passages = [];

    public VectorIndex(TextEmbedder embedder, IEnumerable<NationalSheet> sheets)
    {
        _embedder = embedder;
        foreach (var sheet in sheets.Where(sheet => !sheet.IsHeldOut))
        {
            var document = sheet.Document;
            _documents.Add(document.Key);
            _titles.Add(Vector(document.Title + "\n" + document.Description));
            _passages.Add([.. document.Passages.Where(passage => passage.Kind is PassageKind.Body or PassageKind.Definition or PassageKind.OnlineService).Select(passage =>
            {
                var vector = new float[embedder.Dimensions];
                embedder.EmbedPassage(document.Title, string.Join('\n', passage.Heading.Concat(passage.Situation)), passage.Text, vector);
                return vector;
            })]);
        }
    }

    /// <summary>Similarity of every document: its best passage, and its title with its description for a part.</summary>
    public IReadOnlyList<(string Document, double Score)> Score(string query, float title)
    {
        var asked = Vector(query);
        var scores = new (string, double)[_documents.Count];
        Parallel.For(0, scores.Length, at =>
        {
            var best = _passages[at].Length == 0 ? 0 : _passages[at].Max(passage => TensorPrimitives.Dot<float>(asked, passage));
            scores[at] = (_documents[at], best + (title * TensorPrimitives.Dot<float>(asked, _titles[at])));
        });
        return scores;
    }

    private float[] Vector(string text)
    {
        var vector = new float[_embedder.Dimensions];
        _embedder.Embed(text, vector);
        return vector;
    }
}
