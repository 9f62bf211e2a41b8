using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Collegue.Answering.Models;
using Collegue.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Short calls go on in the threads that wait for sockets; nothing else does, on the same connection neither.</summary>
public sealed class Threads(WatchedServer server) : IClassFixture<WatchedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_call_ends_where_its_answer_was_read()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);

        await AskAsync(Enumerable.Repeat(await CallAsync(model), 10));

        // The first of a connection is read as all else; and an answer may be there before it is waited for.
        Assert.Contains(true, server.InSocketThread[model]);
    }

    [Fact]
    public async Task A_long_or_a_masked_one_does_not()
    {
        await using var upstream = await Upstream.StartAsync();
        var longer = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var masked = await server.RouterAsync([await server.ModelAsync(upstream.Address)], router => router.Masking = Storage.Gateway.RouterMasking.Always);
        upstream.Does = http => Upstream.JsonAsync(http, 200, """{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":"%"},"finish_reason":"stop"}]}""".Replace("%", new string('a', 100_000), StringComparison.Ordinal));

        await AskAsync(Enumerable.Repeat(await CallAsync(longer), 10));
        upstream.Does = Upstream.SaysAsync;
        await AskAsync(Enumerable.Repeat(await CallAsync(masked), 10));

        Assert.DoesNotContain(true, server.InSocketThread[longer]);
        Assert.DoesNotContain(true, server.InSocketThread[masked]);
    }

    [Fact]
    public async Task What_follows_on_the_same_connection_is_handed_to_the_pool_with_the_rest_of_its_body()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var call = await CallAsync(model);

        var answers = await AskAsync(
        [
            call, call,
            "GET /threads HTTP/1.1\r\nHost: a\r\n\r\n",
            call,
            "POST /threads HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n", "body",
            call,
        ]);

        Assert.EndsWith("pool pool", answers[2], StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 100", answers[4], StringComparison.Ordinal);
        Assert.EndsWith("pool pool", answers[5], StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", answers[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_is_noticed_by_what_computes()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
            await client.GetStream().WriteAsync("GET /threads/computes HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), Cancellation);
            await server.Computing.Task.WaitAsync(Cancellation);
        }

        Assert.True(await server.Noticed.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task The_key_of_a_server_is_opened_in_the_pool_because_those_of_the_instance_may_have_to_be_read()
    {
        await using var upstream = await Upstream.StartAsync();
        var plain = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var keyed = await server.RouterAsync(
            [await server.ModelAsync(upstream.Address, declared => declared.ProtectedKey = server.Services.GetRequiredService<ServerKeys>().Protect(declared.OrganisationId, declared.Id, "cle"))]);

        var key = await server.KeyAsync();

        var answers = await AskAsync([.. Enumerable.Repeat(Call(key, plain), 10), Call(key, keyed)]);

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal));
        Assert.Equal([false], server.OpenedInSocketThread);
    }

    private async Task<string> CallAsync(string model) => Call(await server.KeyAsync(), model);

    private static string Call(string key, string model) => Asking.Written(key, Asking.Chat(model), $"?model={model}");

    /// <summary>Sends one after the other on one connection, each when the one before is answered.</summary>
    private async Task<List<string>> AskAsync(IEnumerable<string> requests)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        await using var line = client.GetStream();
        var answers = new List<string>();
        foreach (var request in requests)
        {
            await line.WriteAsync(Encoding.UTF8.GetBytes(request), Cancellation);
            answers.Add(await AnswerAsync(line));
        }

        return answers;
    }

    private static async Task<string> AnswerAsync(NetworkStream line)
    {
        var (text, buffer) = (new StringBuilder(), new byte[1]);
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await line.ReadExactlyAsync(buffer, Cancellation);
            text.Append((char)buffer[0]);
        }

        var length = text.ToString().Split("\r\n").FirstOrDefault(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[length is null ? 0 : int.Parse(length["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture)];
        await line.ReadExactlyAsync(body, Cancellation);
        return text + Encoding.UTF8.GetString(body);
    }
}

/// <summary>A gateway that tells where requests are answered.</summary>
public sealed class WatchedServer : GatewayServer
{
    /// <summary>Of each call of a model, whether its answer began there.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<bool>> InSocketThread { get; } = [];

    /// <summary>Of each key of a server that was opened, whether it was there.</summary>
    public ConcurrentQueue<bool> OpenedInSocketThread { get; } = [];

    public TaskCompletionSource Computing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether what computes saw its client leave.</summary>
    public TaskCompletionSource<bool> Noticed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override void Adapt(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStartupFilter>(new Watching(this));
        builder.Services.AddSingleton(services => new ServerKeys(new WatchedProtector(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("watched"), OpenedInSocketThread)));
    }

    private sealed class WatchedProtector(IDataProtector inner, ConcurrentQueue<bool> opened) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new WatchedProtector(inner.CreateProtector(purpose), opened);

        public byte[] Protect(byte[] plaintext) => inner.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            opened.Enqueue(SocketThread.IsCurrent);
            return inner.Unprotect(protectedData);
        }
    }

    private sealed class Watching(WatchedServer server) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, following) =>
            {
                http.Response.OnStarting(() =>
                {
                    if (http.Request.Query["model"] is [{ } model])
                    {
                        server.InSocketThread.GetOrAdd(model, _ => []).Enqueue(SocketThread.IsCurrent);
                    }

                    return Task.CompletedTask;
                });
                await following(http);
            });
            next(app);
            app.Map("/threads/computes", threads => threads.Run(http =>
            {
                server.Computing.SetResult();
                server.Noticed.SetResult(http.RequestAborted.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)));
                return Task.CompletedTask;
            }));
            app.Map("/threads", threads => threads.Run(async http =>
            {
                var before = SocketThread.IsCurrent;
                await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
                var text = $"{(before ? "socket" : "pool")} {(SocketThread.IsCurrent ? "socket" : "pool")}";
                http.Response.ContentLength = text.Length;
                await http.Response.WriteAsync(text, http.RequestAborted);
            }));
        };
    }
}
