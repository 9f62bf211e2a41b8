using Collegue.Knowledge.Embedding;

namespace Collegue.Tests.Knowledge.Embedding;

/// <summary>The model that comes with the program, read once for the tests.</summary>
internal static class OurModel
{
    private static readonly Lazy<TextEmbedder> Loaded = new(TextEmbedder.Load);

    public static TextEmbedder Embedder => Loaded.Value;

    public static float[] Vector(string text)
    {
        var vector = new float[Embedder.Dimensions];
        Embedder.Embed(text, vector);
        return vector;
    }

    public static double Similarity(string left, string right) =>
        Vector(left).Zip(Vector(right), (one, other) => (double)one * other).Sum();
}
