using System.Numerics.Tensors;
using Collegue.Answering.Extracting;
using Collegue.Knowledge.Embedding;

namespace Collegue.Gateway.Local;

/// <summary>
/// How well texts fit a question, from 0 to 1: the words of the question that a text and its best sentence say, as the answers weigh them, and
/// how close they are in meaning. Each text by itself: the same pair always has the same score.
/// </summary>
internal sealed class Relevance(TextEmbedder embedder)
{
    public const int MostTexts = 1000;
    private const int MostSentences = 400;
    private const double OfWords = 0.35;
    private const double OfBestSentence = 0.2;
    private const double OfMeaning = 0.45;

    private static readonly Dictionary<string, double> NoFrequencies = [];

    /// <summary>In the order of <paramref name="texts"/>.</summary>
    public IReadOnlyList<double> Of(string question, IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var read = QuestionReader.Read(question, [], NoFrequencies);
        var asked = new float[embedder.Dimensions];
        var hasMeaning = embedder.Embed(question, asked);
        var scores = new double[texts.Count];
        for (var at = 0; at < texts.Count; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            scores[at] = Score(read, hasMeaning ? asked : null, texts[at]);
        }

        return scores;
    }

    private double Score(ReadQuestion question, float[]? asked, string text)
    {
        var vector = new float[embedder.Dimensions];
        var (meaning, best) = (Closeness(asked, text, vector), 0.0);
        foreach (var span in SentenceSplitter.Split(text).Take(MostSentences))
        {
            var sentence = span.In(text);
            best = Math.Max(best, Share(question, sentence));
            meaning = Math.Max(meaning, Closeness(asked, sentence, vector));
        }

        if (question.TotalWeight <= 0)
        {
            return Math.Round(meaning, 6);
        }

        var words = Share(question, text);
        return Math.Round((OfWords * words) + (OfBestSentence * best) + (OfMeaning * meaning), 6);
    }

    private double Closeness(float[]? asked, string text, float[] vector) =>
        asked is not null && embedder.Embed(text, vector) ? Math.Clamp(TensorPrimitives.Dot(asked, vector), 0, 1) : 0;

    private static double Share(ReadQuestion question, string text)
    {
        var stems = Words.Stems(text);
        return question.Terms.Where(term => term.IsIn(stems)).Sum(term => term.Weight) / Math.Max(0.01, question.TotalWeight);
    }
}
