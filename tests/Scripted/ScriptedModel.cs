using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Collegue.Scripted;

/// <summary>What a model was asked in one request.</summary>
internal sealed record ScriptedRequest(string Model, IReadOnlyList<(string Role, string Text)> Messages, string? Authorization)
{
    public string Text => string.Join('\n', Messages.Select(message => message.Text));
}

/// <summary>A server of language models on the loopback that does what a script says, and knows which requests are still open.</summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly WebApplication _app;
    private readonly Changes _changes = new();
    private int _received;
    private int _open;

    private ScriptedModel(WebApplication app, Script script) => (_app, Script) = (app, script);

    /// <summary>What an administrator types: where <c>/chat/completions</c> is.</summary>
    public string Address => _app.Urls.First() + "/v1";

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Requests not ended yet.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>What is done with the next requests.</summary>
    public Script Script { get; set; }

    public static async Task<ScriptedModel> StartAsync(Script script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var model = new ScriptedModel(app, script);
        app.MapPost("/v1/chat/completions", model.AnswerAsync);
        await app.StartAsync();
        return model;
    }

    /// <summary>Ends when that many requests have come in all.</summary>
    public Task ReceivedAsync(int requests, CancellationToken cancellation) => _changes.UntilAsync(() => _received >= requests, cancellation);

    /// <summary>Ends when no request is open: nobody holds a connection to it any more.</summary>
    public Task ClosedAsync(CancellationToken cancellation) => _changes.UntilAsync(() => _open == 0, cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var root = body.RootElement;
        _requests.Enqueue(new ScriptedRequest(root.GetProperty("model").GetString()!,
            [.. root.GetProperty("messages").EnumerateArray().Select(turn => (turn.GetProperty("role").GetString()!, turn.GetProperty("content").GetString()!))],
            http.Request.Headers.Authorization));
        _changes.Make(() => (_received, _open) = (_received + 1, _open + 1));
        try
        {
            await Script(new ScriptedExchange(http));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // Who asked has gone.
        }
        finally
        {
            _changes.Make(() => _open--);
        }
    }
}

internal delegate Task Script(ScriptedExchange exchange);
