using Collegue.Knowledge.Embedding;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding;

public sealed class ModelFileTests
{
    private static readonly byte[] Small = Written();

    [Fact]
    public void A_model_read_back_gives_the_same_vectors()
    {
        var (first, second) = (new TextEmbedder(Model()), TextEmbedder.Load(new MemoryStream(Small)));

        Assert.Equal(first.Name, second.Name);
        Assert.All(["mairie", "carte perdue", "inconnu au bataillon"], text => Assert.Equal(Vector(first, text), Vector(second, text)));
    }

    [Fact]
    public void A_damaged_file_is_refused_or_read_but_never_anything_else() =>
        Gen.Select(Gen.Int[0, Small.Length - 1], Gen.Byte, Gen.Int[0, Small.Length]).Sample((at, value, length) =>
        {
            var bytes = Small.ToArray();
            bytes[at] = value;
            try
            {
                Vector(TextEmbedder.Load(new MemoryStream(bytes[..length])), "carte perdue");
            }
            catch (InvalidDataException)
            {
                // Refused, as it should be.
            }
        });

    [Fact]
    public void A_file_cut_short_is_refused() => Gen.Int[0, Small.Length - 1].Sample(length =>
        Assert.Throws<InvalidDataException>(() => TextEmbedder.Load(new MemoryStream(Small[..length]))));

    [Fact]
    public void The_model_that_comes_with_the_program_stays_within_its_size()
    {
        using var stream = typeof(TextEmbedder).Assembly.GetManifestResourceStream(typeof(TextEmbedder), "model.bin")!;

        Assert.InRange(stream.Length, 1_000_000, 16_000_000);
        Assert.InRange(OurModel.Embedder.Dimensions, 64, 256);
    }

    private static StaticModel Model()
    {
        var random = new Random(3);
        return new StaticModel("small", 8, ["mairi", "cart", "perdu"], Rows(3), Rows(50));

        QuantisedRows Rows(int count) => QuantisedRows.From([.. Enumerable.Range(0, count * 8).Select(_ => random.NextSingle() - 0.5f)], 8);
    }

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        ModelFile.Write(Model(), stream);
        return stream.ToArray();
    }

    private static float[] Vector(TextEmbedder embedder, string text)
    {
        var vector = new float[embedder.Dimensions];
        embedder.Embed(text, vector);
        return vector;
    }
}
