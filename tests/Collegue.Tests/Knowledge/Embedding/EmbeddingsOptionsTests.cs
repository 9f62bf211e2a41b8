using Collegue.Knowledge.Embedding.Models;
using Collegue.Onnx;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding;

/// <summary>A section that is wrong is refused, and says what is.</summary>
public sealed class EmbeddingsOptionsTests
{
    [Fact]
    public void Nothing_has_to_be_set() => Assert.Empty(Faults(new EmbeddingsOptions()));

    [Fact]
    public void Only_the_section_of_the_model_chosen_counts() =>
        Assert.Empty(Faults(new EmbeddingsOptions { OpenAI = new OpenAIModelOptions { BatchSize = -1, BaseUrl = "?" } }));

    [Theory]
    [InlineData("", "modèle", "BaseUrl")]
    [InlineData("ftp://exemple.fr/v1", "modèle", "BaseUrl")]
    [InlineData("https://moi:secret@exemple.fr/v1", "modèle", "BaseUrl")]
    [InlineData("https://exemple.fr/v1?key=secret", "modèle", "BaseUrl")]
    [InlineData("https://exemple.fr/v1", " ", "Model")]
    public void A_server_needs_an_address_and_the_name_of_a_model(string address, string model, string fault)
    {
        var said = Assert.Single(Faults(Server(options => (options.BaseUrl, options.Model) = (address, model))));

        Assert.Contains($"Embeddings:OpenAI:{fault}", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_bounded() => Assert.Equal(
        [
            "Embeddings:QuestionMilliseconds goes from 50 to 30000.",
            "Embeddings:OpenAI:Dimensions goes from 1 to 8192.",
            "Embeddings:OpenAI:BatchSize goes from 1 to 2048.",
            "Embeddings:OpenAI:Concurrency goes from 1 to 32.",
            "Embeddings:OpenAI:TimeoutSeconds goes from 1 to 600.",
            "Embeddings:OpenAI:MaxCharacters goes from 200 to 100000.",
        ],
        Faults(Server(
            options => (options.Dimensions, options.BatchSize, options.Concurrency, options.TimeoutSeconds, options.MaxCharacters) = (0, 0, 0, 0, 0), patience: 0)));

    [Fact]
    public void A_key_comes_from_one_place_that_exists_and_is_never_said()
    {
        var said = Faults(Server(options => (options.Key, options.KeyFile) = ("sk-\nsecret", "/nulle/part")));

        Assert.Equal(
            [
                "Embeddings:OpenAI takes Key or KeyFile, not both.",
                "Embeddings:OpenAI:KeyFile: there is no file '/nulle/part'.",
                "Embeddings:OpenAI:Key holds a letter that no key has.",
            ],
            said);
    }

    [Fact]
    public void A_folder_must_hold_a_model_and_a_vocabulary()
    {
        var folder = Directory.CreateTempSubdirectory("collegue-onnx-");
        try
        {
            Assert.Contains("no folder", Assert.Single(Faults(Folder(Path.Combine(folder.FullName, "absent")))), StringComparison.Ordinal);
            Assert.Contains("Folder is missing", Assert.Single(Faults(Folder(""))), StringComparison.Ordinal);
            Assert.Contains("no model.onnx", Assert.Single(Faults(Folder(folder.FullName))), StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder.FullName, "model.onnx"), "");
            Assert.Contains("no vocabulary", Assert.Single(Faults(Folder(folder.FullName))), StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder.FullName, "vocab.txt"), "");
            Assert.Empty(Faults(Folder(folder.FullName)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static EmbeddingsOptions Folder(string path) => new() { Kind = EmbeddingKind.Onnx, Onnx = new OnnxModelOptions { Folder = path } };

    private static EmbeddingsOptions Server(Action<OpenAIModelOptions> set, int patience = 2_000)
    {
        var options = new EmbeddingsOptions
        {
            Kind = EmbeddingKind.OpenAI,
            QuestionMilliseconds = patience,
            OpenAI = new OpenAIModelOptions { BaseUrl = "https://exemple.fr/v1", Model = "modèle" },
        };
        set(options.OpenAI);
        return options;
    }

    private static string[] Faults(EmbeddingsOptions options) =>
        [.. (new EmbeddingsOptionsValidator().Validate(null, options).Failures ?? []), .. new OnnxFolderValidator().Validate(null, options).Failures ?? []];
}
