using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Onnx;
using Collegue.Tests.Knowledge.Searching;
using Collegue.Tests.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding.OnnxModels;

/// <summary>A model in a folder of the administrator, from its files to a search.</summary>
public sealed class OnnxModelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_is_the_mean_of_its_tokens_whatever_stands_beside_it(bool wide)
    {
        using var files = TinyModel.WithWordPieces(wide);
        using var model = files.Open();

        var vectors = await AskAsync(model, "Piscines", "permis\npiscine\tpasseport cantine");

        Assert.Equal(Mean("[CLS]", "piscine", "##s", "[SEP]"), vectors[0]);
        Assert.Equal(Mean("[CLS]", "permis", "piscine", "passeport", "cantine", "[SEP]"), vectors[1]);
    }

    [Fact]
    public async Task Accents_do_not_count_unless_the_model_says_so()
    {
        using var files = TinyModel.WithWordPieces();
        using (var model = files.Open())
        {
            Assert.Equal(Mean("[CLS]", "ecole", "[SEP]"), (await AskAsync(model, "École"))[0]);
        }

        File.WriteAllText(files.In("tokenizer_config.json"), """{"do_lower_case":false}""");
        using var cased = files.Open();
        Assert.Equal(Mean("[CLS]", "[UNK]", "[SEP]"), (await AskAsync(cased, "École"))[0]);
    }

    [Fact]
    public async Task Pooling_may_take_the_first_token()
    {
        using var files = TinyModel.WithWordPieces();
        using var model = files.Open(options => options.Pooling = Pooling.Cls);

        Assert.Equal(Mean("[CLS]"), (await AskAsync(model, "piscine"))[0]);
    }

    [Fact]
    public async Task What_follows_the_last_token_the_model_reads_does_not_count()
    {
        using var files = TinyModel.WithWordPieces();
        using var model = files.Open(options => options.MaxTokens = 8);

        Assert.Equal(
            Mean("[CLS]", "piscine", "piscine", "piscine", "piscine", "piscine", "piscine", "[SEP]"),
            (await AskAsync(model, string.Join(' ', Enumerable.Repeat("piscine", 6).Concat(["permis", "cantine"]))))[0]);
    }

    [Fact]
    public void Another_model_pooling_or_vocabulary_has_another_name()
    {
        using var files = TinyModel.WithWordPieces();
        string Name(Action<OnnxModelOptions>? set = null)
        {
            using var model = files.Open(set);
            return model.VectorsName;
        }

        var before = Name();
        Assert.Equal(before, Name(options => options.BatchSize = 3));
        List<string> others = [Name(options => options.Pooling = Pooling.Cls), Name(options => options.QuestionPrefix = "query: ")];
        File.AppendAllText(files.In("vocab.txt"), "mairie\n");
        others.Add(Name());

        Assert.Distinct([before, .. others]);
    }

    [Theory]
    [InlineData("xlm-roberta", new[] { 0, 4, 5, 2 }, new[] { 0, 6, 3, 2 })]
    [InlineData(null, new[] { 1, 3, 4, 2 }, new[] { 1, 5, 0, 2 })]
    public void Pieces_of_sentences_are_numbered_as_the_model_learnt_them(string? family, int[] known, int[] unknown)
    {
        using var files = TinyModel.WithSentencePieces(family);
        var tokens = TextTokens.Open(new ModelFolder(files.Folder));

        Assert.Equal(known, tokens.Of("piscine permis", 32));
        Assert.Equal(unknown, tokens.Of("é", 32));
    }

    [Fact]
    public void Files_that_are_no_model_are_named()
    {
        using var files = TinyModel.WithWordPieces();
        File.WriteAllText(files.In("model.onnx"), "<html>git lfs</html>");
        Assert.Contains(files.Folder, Refused(files), StringComparison.Ordinal);
        File.Delete(files.In("model.onnx"));
        Assert.Contains("there is no model.onnx", Refused(files), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_without_the_marks_of_a_model_is_named()
    {
        using var files = TinyModel.WithWordPieces();
        File.WriteAllLines(files.In("vocab.txt"), ["piscine"]);

        Assert.Contains("vocabulary", Refused(files), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_sentencepiece_is_named()
    {
        using var files = TinyModel.WithSentencePieces(null);
        File.WriteAllBytes(files.In("sentencepiece.bpe.model"), [255, 255, 255, 255, 1, 2, 3]);

        Assert.Contains("vocabulary", Refused(files), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_something_else_than_text_is_named()
    {
        using var images = TinyModel.WithWordPieces(input: "pixel_values");
        using (var model = images.Open())
        {
            Assert.Contains("'pixel_values'", (await Assert.ThrowsAsync<EmbeddingException>(() => AskAsync(model, "piscine"))).Message, StringComparison.Ordinal);
        }

        using var figures = TinyModel.WithWordPieces(rank: 1);
        Assert.Contains("no output that is a vector", Refused(figures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vocabulary_larger_than_the_model_is_told_when_it_is_met()
    {
        using var files = TinyModel.WithWordPieces();
        File.AppendAllLines(files.In("vocab.txt"), ["mairie"]);
        using var model = files.Open();

        Assert.Contains("cannot read these texts", (await Assert.ThrowsAsync<EmbeddingException>(() => AskAsync(model, "mairie"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_uses_it_once_its_vectors_are_complete_and_ours_when_its_files_are_gone()
    {
        using var files = TinyModel.WithWordPieces();
        await using var database = TestDatabase.OnSqlite();
        await using (await SearchShelf.OpenAsync(database))
        {
        }

        var here = await database.AddOrganisationAsync();
        await using (var library = Open(database, files))
        {
            await library.ImportAsync(
                ShelfSource.Of(
                    ShelfSource.Page("piscine", "Piscine", "Piscine.\n"), ShelfSource.Page("permis", "Permis", "Permis.\n"),
                    ShelfSource.Page("passeport", "Passeport", "Passeport.\n"), ShelfSource.Page("cantine", "Cantine", "Cantine.\n"),
                    ShelfSource.Page("ecole", "École", "École.\n")),
                Library.Target(here));
            Assert.Empty(await FindAsync(library));

            Assert.IsType<EmbeddingOutcome.Complete>(await library.Embedding.CompleteAsync(null, TestContext.Current.CancellationToken));

            Assert.Equal("piscine", (await FindAsync(library))[0]);
        }

        File.Delete(files.In("model.onnx"));
        await using var without = Open(database, files);
        Assert.Empty(await FindAsync(without));
        Assert.Contains("model.onnx", (await without.Embedding.StatusAsync(TestContext.Current.CancellationToken)).Failure, StringComparison.Ordinal);

        async Task<string[]> FindAsync(Library library)
        {
            await library.Index.RefreshAsync(TestContext.Current.CancellationToken);
            return [.. (await library.Search.FindAsync(Library.Query(here, "zorglub") with { Mode = SearchMode.Hybrid }, TestContext.Current.CancellationToken)).Select(hit => hit.Document)];
        }
    }

    private static Library Open(TestDatabase database, TinyModel files) => new(database, files.In("index"), adapt: services =>
    {
        services.AddOnnxModels();
        services.AddSingleton(Options.Create(files.Options()));
    });

    private static string Refused(TinyModel files) => Assert.Throws<EmbeddingException>(() => files.Open().Dispose()).Message;

    private static async Task<float[][]> AskAsync(EmbeddingModel model, params string[] texts) =>
        [.. (await model.Passages.GenerateAsync(texts, null, TestContext.Current.CancellationToken))
            .Select(row => row.Vector.ToArray().Select(number => MathF.Round(number, 5)).ToArray())];

    private static float[] Mean(params string[] tokens)
    {
        var sum = new float[TinyModel.Dimensions];
        foreach (var token in tokens)
        {
            TensorPrimitives.Add(sum, TinyModel.Row(Array.IndexOf(TinyModel.Words, token)), sum);
        }

        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        return [.. sum.Select(number => MathF.Round(number, 5))];
    }
}
