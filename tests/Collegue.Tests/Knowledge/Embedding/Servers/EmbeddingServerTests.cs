using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Embedding.OpenAI;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding.Servers;

/// <summary>What is asked of an embeddings server, and what is done with each answer it may give.</summary>
public sealed class EmbeddingServerTests : IAsyncLifetime
{
    private const string Key = "sk-tres-secret";

    private readonly ImpatientClock _clock = new();
    private EmbeddingServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EmbeddingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Vectors_come_in_the_order_of_the_texts_and_of_length_one(bool base64)
    {
        _server.Instead = async (asked, http) =>
        {
            await EmbeddingServer.WriteAsync(http, asked.Texts.Select((text, index) => new
            {
                index,
                embedding = base64 ? Bytes(EmbeddingServer.Vector(text)) : (object)EmbeddingServer.Vector(text),
            }).Reverse());
            return true;
        };

        var vectors = await AskAsync("la piscine", "un permis");

        Assert.All(vectors, vector => Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 5));
        Assert.Equal(1, TensorPrimitives.CosineSimilarity(EmbeddingServer.Vector("la piscine"), vectors[0]), 5);
        Assert.Equal(1, TensorPrimitives.CosineSimilarity(EmbeddingServer.Vector("un permis"), vectors[1]), 5);
    }

    [Fact]
    public async Task The_model_the_dimensions_and_the_key_are_said()
    {
        await AskAsync("texte");

        var asked = Assert.Single(_server.Requests);
        Assert.Equal(("un-modèle", 512, $"Bearer {Key}"), (asked.Model, asked.Dimensions, asked.Authorization));
        Assert.Equal(["texte"], asked.Texts);
    }

    [Fact]
    public async Task A_server_asked_too_often_is_asked_again_when_it_said()
    {
        _server.Instead = (_, http) =>
        {
            var first = _server.Requests.Count == 1;
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = first ? (429, "7") : (200, default);
            return Task.FromResult(first);
        };

        Assert.Single(await AskAsync("texte"));
        Assert.Equal([TimeSpan.FromSeconds(7)], _clock.Waited);
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_five_times_later_each_time()
    {
        Answer(503);

        var failure = await Assert.ThrowsAsync<EmbeddingException>(() => AskAsync("texte"));

        Assert.True(failure.Passing);
        Assert.Equal([1, 2, 4, 8], _clock.Waited.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_server_that_wants_an_hour_is_left_alone()
    {
        _server.Instead = (_, http) =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (429, "3600");
            return Task.FromResult(true);
        };

        Assert.Equal(TimeSpan.FromHours(1), (await Assert.ThrowsAsync<EmbeddingException>(() => AskAsync("texte"))).After);
        Assert.Empty(_clock.Waited);
    }

    [Theory]
    [InlineData(400, "The embeddings server answered 400 (context_length_exceeded).")]
    [InlineData(401, "The embeddings server answered 401 (context_length_exceeded): check Embeddings:OpenAI:Key.")]
    [InlineData(404, "The embeddings server answered 404 (context_length_exceeded): check Embeddings:OpenAI:BaseUrl and Model.")]
    [InlineData(413, "The embeddings server answered 413 (context_length_exceeded): lower Embeddings:OpenAI:BatchSize or MaxCharacters.")]
    public async Task What_is_refused_is_not_asked_again_and_its_reason_quotes_neither_text_nor_key(int status, string expected)
    {
        Answer(status, $$"""{"error":{"message":"wrong: secret de famille, {{Key}}","type":"invalid","code":"context_length_exceeded" } }""");

        Assert.Equal(expected, (await Assert.ThrowsAsync<EmbeddingException>(() => AskAsync("secret de famille"))).Message);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]}]}""", "1 vectors for 2 texts")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}""", "cannot be put in order")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":7,"embedding":[1,2]}]}""", "cannot be put in order")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},null]}""", "cannot be put in order")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,2,3]}]}""", "it is not one model")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,1e60]}]}""", "a number that is none")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":"AADAfwAAwH8="}]}""", "a number that is none")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":"AAA="}]}""", "neither numbers nor base 64")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":["a"]}]}""", "neither numbers nor base 64")]
    [InlineData("""{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}""", "a vector of 0 numbers")]
    [InlineData("""{"choices":[]}""", "JSON without vectors")]
    [InlineData("null", "JSON without vectors")]
    [InlineData("<html><body>Bienvenue</body></html>", "something else than vectors")]
    [InlineData("""{"data":[{"index":0,"embe""", "something else than vectors")]
    public async Task An_answer_that_is_none_is_refused(string body, string reason)
    {
        Answer(200, body);

        var failure = await Assert.ThrowsAsync<EmbeddingException>(() => AskAsync("un", "deux"));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.False(failure.Passing);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_model_whose_vectors_change_length_between_requests_is_refused()
    {
        using var model = Open();
        await model.Questions.GenerateAsync(["un"], null, TestContext.Current.CancellationToken);
        Answer(200, """{"data":[{"index":0,"embedding":[1,2,3]}]}""");

        var failure = await Assert.ThrowsAsync<EmbeddingException>(() => model.Questions.GenerateAsync(["deux"], null, TestContext.Current.CancellationToken));

        Assert.Contains("3 numbers after vectors of 1024", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_sends_elsewhere_does_not_get_the_key_sent_there()
    {
        await using var elsewhere = await EmbeddingServer.StartAsync();
        _server.Instead = (_, http) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = $"{elsewhere.BaseUrl}/embeddings";
            return Task.FromResult(true);
        };

        Assert.Contains("not followed", (await Assert.ThrowsAsync<EmbeddingException>(() => AskAsync("un"))).Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        _server.Instead = async (_, http) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            return true;
        };
        using var model = new OpenAIModelMaker(clock).Open(_server.Options(set: options => options.TimeoutSeconds = 30));

        var asking = model.Questions.GenerateAsync(["un"], null, TestContext.Current.CancellationToken);
        await arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(31));

        var failure = await Assert.ThrowsAsync<EmbeddingException>(() => asking);
        Assert.Equal(("The embeddings server did not answer within 30 s.", true), (failure.Message, failure.Passing));
    }

    [Fact]
    public async Task A_line_cut_in_the_middle_of_an_answer_is_asked_again()
    {
        _server.Instead = async (_, http) =>
        {
            if (_server.Requests.Count > 1)
            {
                return false;
            }

            http.Response.ContentLength = 10_000;
            await http.Response.WriteAsync("""{"data":[{"index":0,"embedding":[1,""");
            await http.Response.Body.FlushAsync();
            http.Abort();
            return true;
        };

        Assert.Single(await AskAsync("un"));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Nobody_at_the_address_passes()
    {
        var options = _server.Options();
        await _server.DisposeAsync();
        using var model = new OpenAIModelMaker(_clock).Open(options);

        Assert.True((await Assert.ThrowsAsync<EmbeddingException>(() => model.Questions.GenerateAsync(["un"], null, TestContext.Current.CancellationToken))).Passing);
    }

    [Fact]
    public async Task Giving_up_the_question_is_no_failure_of_the_server()
    {
        using var given = new CancellationTokenSource();
        _server.Instead = async (_, http) =>
        {
            await given.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            return true;
        };
        using var model = Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.Passages.GenerateAsync(["un"], null, given.Token));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void The_key_is_in_no_name()
    {
        using var model = Open();

        Assert.DoesNotContain(Key, model.Name + model.Label + model.VectorsName, StringComparison.Ordinal);
        Assert.Equal("un-modèle (127.0.0.1)", model.Label);
    }

    private EmbeddingModel Open() => new OpenAIModelMaker(_clock).Open(_server.Options(set: options => (options.Key, options.Dimensions) = (Key, 512)));

    private async Task<float[][]> AskAsync(params string[] texts)
    {
        using var model = Open();
        return [.. (await model.Passages.GenerateAsync(texts, null, TestContext.Current.CancellationToken)).Select(row => row.Vector.ToArray())];
    }

    private void Answer(int status, string body = "") => _server.Instead = async (_, http) =>
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(body);
        return true;
    };

    private static string Bytes(float[] vector) => Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.AsSpan()));
}
