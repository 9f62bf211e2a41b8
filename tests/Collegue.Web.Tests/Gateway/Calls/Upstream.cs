using System.Collections.Concurrent;
using System.Text;
using Collegue.Scripted;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What a server of models received.</summary>
internal sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>A server of models on the loopback that does what a test says, and counts the requests and connections still open.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly Changes _changes = new();
    private int _requests;
    private int _connections;

    private Upstream(WebApplication app) => _app = app;

    public string Address => _app.Urls.First() + "/v1";

    public Func<HttpContext, Task> Does { get; set; } = SaysAsync;

    public IReadOnlyList<Received> Requests => [.. _received];

    public int OpenRequests => Volatile.Read(ref _requests);

    public int OpenConnections => Volatile.Read(ref _connections);

    public static async Task<Upstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Upstream? upstream = null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Use(next => async connection =>
            {
                upstream!._changes.Make(() => upstream._connections++);
                try
                {
                    await next(connection);
                }
                finally
                {
                    upstream._changes.Make(() => upstream._connections--);
                }
            }));
        });
        var app = builder.Build();
        upstream = new Upstream(app);
        app.Run(upstream.AnswerAsync);
        await app.StartAsync();
        return upstream;
    }

    /// <summary>A whole answer of a chat, with its usage.</summary>
    public static Task SaysAsync(HttpContext http) => JsonAsync(http, 200,
        """{"id":"c1","object":"chat.completion","created":1,"model":"served","choices":[{"index":0,"message":{"role":"assistant","content":"Bonjour."},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}""");

    public static async Task JsonAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Events as they are given, each written by itself.</summary>
    public static async Task EventsAsync(HttpContext http, params string[] events)
    {
        foreach (var data in events)
        {
            await BytesAsync(http, Encoding.UTF8.GetBytes($"data: {data}\n\n"));
        }
    }

    public static async Task BytesAsync(HttpContext http, ReadOnlyMemory<byte> bytes)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "text/event-stream";
        }

        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    /// <summary>The request that is being answered.</summary>
    public static Received Of(HttpContext http) => (Received)http.Items[typeof(Received)]!;

    public static Task StallAsync(HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>Ends when no request is under way.</summary>
    public Task QuietAsync(CancellationToken cancellation) => _changes.UntilAsync(() => _requests == 0, cancellation);

    /// <summary>Ends when that many requests came in all.</summary>
    public Task ReceivedAsync(int requests, CancellationToken cancellation) => _changes.UntilAsync(() => _received.Count >= requests, cancellation);

    /// <summary>Ends when no more connections than that are open.</summary>
    public Task ConnectionsAsync(int most, CancellationToken cancellation) => _changes.UntilAsync(() => _connections <= most, cancellation);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var received = new Received(http.Request.Path, body, http.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        http.Items[typeof(Received)] = received;
        _changes.Make(() =>
        {
            _received.Enqueue(received);
            _requests++;
        });
        try
        {
            await Does(http);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // Who asked has gone.
        }
        finally
        {
            _changes.Make(() => _requests--);
        }
    }
}
