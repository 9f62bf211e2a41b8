using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding;

namespace Collegue.Answering.Extracting;

/// <summary>How close a document is to a question in meaning, as cosines of our own embeddings: the same whatever model the search uses.</summary>
/// <param name="Title">With its title.</param>
/// <param name="Passage">With its closest passage, title and headings counted.</param>
internal readonly record struct Nearness(double Title, double Passage)
{
    public static Nearness Of(ReadDocument document, string question, TextEmbedder embedder)
    {
        var asked = new float[embedder.Dimensions];
        if (!embedder.Embed(question, asked))
            return default;
        Span<float> vector = new float[embedder.Dimensions];
        embedder.Embed(document.Source.Title, vector);
        double title = TensorPrimitives.Dot(asked, vector);
        var passage = 0.0;
        foreach (var read in document.Passages.Where(read => read.IsText))
        {
            embedder.EmbedPassage(document.Source.Title, $"{read.Source.Heading} {read.Source.Situation}", read.Source.Text, vector);
            passage = Math.Max(passage, TensorPrimitives.Dot(asked, vector));
        }
        return new Nearness(title, passage);
    }
}
