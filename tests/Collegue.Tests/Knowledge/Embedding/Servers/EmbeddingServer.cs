using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Collegue.Knowledge.Embedding.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding.Servers;

/// <summary>What a server was asked in one request.</summary>
internal sealed record Asked(string Model, IReadOnlyList<string> Texts, int? Dimensions, string? Authorization);

/// <summary>
/// An embeddings server on the loopback. To it "piscine" and "zorglub" mean the same, and, as with many models, any two texts have a
/// cosine of about 0.74.
/// </summary>
internal sealed class EmbeddingServer : IAsyncDisposable
{
    public const int Dimensions = 1_024;

    private readonly ConcurrentQueue<Asked> _asked = new();
    private readonly ConcurrentQueue<Asked> _answered = new();
    private readonly WebApplication _app;

    private EmbeddingServer(WebApplication app) => _app = app;

    public string BaseUrl => _app.Urls.First() + "/v1";

    public IReadOnlyList<Asked> Requests => [.. _asked];

    /// <summary>Texts whose vectors were given, in order.</summary>
    public IReadOnlyList<string> AnsweredTexts => [.. _answered.SelectMany(request => request.Texts)];

    /// <summary>Answers instead of the server, or does something before it answers; true when the answer is given.</summary>
    public Func<Asked, HttpContext, Task<bool>> Instead { get; set; } = (_, _) => Task.FromResult(false);

    public static async Task<EmbeddingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new EmbeddingServer(app);
        app.MapPost("/v1/embeddings", server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public EmbeddingsOptions Options(string model = "un-modèle", Action<OpenAIModelOptions>? set = null)
    {
        var options = new EmbeddingsOptions
        {
            Kind = EmbeddingKind.OpenAI,
            OpenAI = new OpenAIModelOptions
            {
                BaseUrl = BaseUrl,
                Model = model,
                BatchSize = 2,
                Concurrency = 1,
                TimeoutSeconds = 600,
                SendQuestions = true,
            },
        };
        set?.Invoke(options.OpenAI);
        return options;
    }

    public void ForgetAsked()
    {
        _asked.Clear();
        _answered.Clear();
    }

    public static float[] Vector(string text)
    {
        var vector = new float[Dimensions];
        vector[0] = 0.85f;
        vector[text.Contains("piscine", StringComparison.OrdinalIgnoreCase) || text.Contains("zorglub", StringComparison.OrdinalIgnoreCase)
            ? 1 : 2 + (BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % (Dimensions - 2))] = 0.5f;
        return vector;
    }

    public static Task WriteAsync(HttpContext http, IEnumerable<object> rows)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { @object = "list", data = rows }));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var root = body.RootElement;
        var asked = new Asked(root.GetProperty("model").GetString()!, [.. root.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)],
            root.TryGetProperty("dimensions", out var dimensions) ? dimensions.GetInt32() : null, http.Request.Headers.Authorization);
        _asked.Enqueue(asked);
        if (!await Instead(asked, http))
        {
            _answered.Enqueue(asked);
            await WriteAsync(http, asked.Texts.Select((text, index) => new { index, embedding = Vector(text) }));
        }
    }
}
