using Collegue.Answering.Safeguards.Masking;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Embedding.OpenAI;
using Collegue.Safeguards;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Tests.Safeguards;

public sealed class OutsideEmbeddingsTests
{
    [Fact]
    public void A_server_of_others_is_asked_through_the_mask_and_its_vectors_say_so()
    {
        using var masked = Open("https://albert.exemple.example/v1", guarded: true);
        using var bare = Open("https://albert.exemple.example/v1", guarded: false);

        Assert.NotNull(masked.Passages.GetService(typeof(MaskingEmbeddingGenerator)));
        Assert.NotNull(masked.Questions.GetService(typeof(MaskingEmbeddingGenerator)));
        Assert.NotEqual(bare.Name, masked.Name);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1")]
    [InlineData("http://localhost:8080/v1")]
    public void A_server_of_this_machine_is_asked_as_it_was(string address)
    {
        using var masked = Open(address, guarded: true);
        using var bare = Open(address, guarded: false);

        Assert.Null(masked.Passages.GetService(typeof(MaskingEmbeddingGenerator)));
        Assert.Equal(bare.Name, masked.Name);
    }

    private static EmbeddingModel Open(string address, bool guarded)
    {
        var services = new ServiceCollection();
        if (guarded)
            services.AddSafeguards();
        using var provider = services.BuildServiceProvider();
        return new OpenAIModelMaker(TimeProvider.System, provider.GetServices<IOutsideModelGuard>())
            .Open(new EmbeddingsOptions { Kind = EmbeddingKind.OpenAI, OpenAI = new OpenAIModelOptions { BaseUrl = address, Model = "un-modèle" } });
    }
}
