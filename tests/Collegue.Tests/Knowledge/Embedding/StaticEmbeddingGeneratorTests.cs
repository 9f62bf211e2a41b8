using Collegue.Knowledge.Embedding;
using Microsoft.Extensions.AI;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding;

public sealed class StaticEmbeddingGeneratorTests
{
    [Fact]
    public async Task It_gives_one_vector_a_text_in_order()
    {
        using var generator = new StaticEmbeddingGenerator(OurModel.Embedder);

        var generated = await generator.GenerateAsync(["carte d'identité", "", "permis"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([OurModel.Vector("carte d'identité"), new float[OurModel.Embedder.Dimensions], OurModel.Vector("permis")], generated.Select(row => row.Vector.ToArray()));
        Assert.All(generated, row => Assert.Equal(OurModel.Embedder.Name, row.ModelId));
    }

    [Fact]
    public void It_says_which_model_it_is()
    {
        using IEmbeddingGenerator<string, Embedding<float>> generator = new StaticEmbeddingGenerator(OurModel.Embedder);

        var metadata = generator.GetService<EmbeddingGeneratorMetadata>();

        Assert.Equal(OurModel.Embedder.Name, metadata?.DefaultModelId);
        Assert.Equal(OurModel.Embedder.Dimensions, metadata?.DefaultModelDimensions);
        Assert.Same(OurModel.Embedder, generator.GetService<TextEmbedder>());
        Assert.Null(generator.GetService<TextEmbedder>("another"));
    }

    [Fact]
    public async Task It_refuses_a_length_it_cannot_give()
    {
        using var generator = new StaticEmbeddingGenerator(OurModel.Embedder);

        await Assert.ThrowsAsync<NotSupportedException>(() => generator.GenerateAsync(
            ["permis"], new EmbeddingGenerationOptions { Dimensions = 7 }, TestContext.Current.CancellationToken));
    }
}
