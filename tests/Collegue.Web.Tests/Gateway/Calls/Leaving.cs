using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Clients that leave before they are answered: nothing goes on for them.</summary>
public sealed class Leaving(EndedServer server) : IClassFixture<EndedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(",\"stream\":true")]
    public async Task A_client_that_leaves_before_the_first_byte_stops_the_server_and_is_told_apart(string more)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = Upstream.StallAsync;
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, declared => (declared.FirstTokenSeconds, declared.TotalSeconds) = (600, 600))]);
        using var program = await server.ProgramAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var body = new StringContent(Asking.Chat(model, more), Encoding.UTF8, "application/json");

        var asked = program.PostAsync($"/v1/chat/completions?call={model}", body, leaving.Token);
        await upstream.ReceivedAsync(1, Cancellation);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await upstream.QuietAsync(Cancellation);

        Assert.Equal(499, await server.StatusAsync(model));
        Assert.Single(upstream.Requests);
    }

    [Theory]
    [InlineData("length", "stops")]
    [InlineData("length", "closes")]
    [InlineData("length", "resets")]
    [InlineData("chunked", "stops")]
    [InlineData("chunked", "closes")]
    [InlineData("chunked", "resets")]
    [InlineData("form", "stops")]
    [InlineData("form", "closes")]
    [InlineData("form", "resets")]
    public async Task A_call_whose_body_never_comes_whole_reaches_no_server(string what, string end)
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var (key, body) = (await server.KeyAsync(), Asking.Chat(model));
        var head = $"Host: a\r\nAuthorization: Bearer {key}\r\n";
        var half = what switch
        {
            "length" => Asking.Written(key, body, $"?call={model}")[..^(body.Length / 2)],
            "chunked" => $"POST /v1/chat/completions?call={model} HTTP/1.1\r\n{head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n",
            _ => $"POST /v1/audio/transcriptions?call={model} HTTP/1.1\r\n{head}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n"
                + $"--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n{model}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF",
        };

        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(half), Cancellation);
        await server.BegunAsync(model);
        switch (end)
        {
            case "stops":
                client.Client.Shutdown(SocketShutdown.Send);
                break;
            case "resets":
                client.LingerState = new LingerOption(true, 0);
                client.Close();
                break;
            default:
                client.Close();
                break;
        }

        Assert.True(await server.StatusAsync(model) is 400 or 499);
        Assert.Empty(upstream.Requests);
    }
}

/// <summary>A gateway that tells how requests ended, whoever is there to be told.</summary>
public sealed class EndedServer : GatewayServer
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> begun = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<int>> ended = [];

    /// <summary>Ends once the request of that <c>?call=</c> came in.</summary>
    public Task BegunAsync(string call) => Begun(call).Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>The status it ended with.</summary>
    public Task<int> StatusAsync(string call) => Ended(call).Task.WaitAsync(TestContext.Current.CancellationToken);

    protected override void Adapt(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter>(new Telling(this));

    private TaskCompletionSource Begun(string call) => begun.GetOrAdd(call, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource<int> Ended(string call) => ended.GetOrAdd(call, _ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Telling(EndedServer server) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, following) =>
            {
                if (http.Request.Query["call"] is not [{ } call])
                {
                    await following(http);
                    return;
                }

                server.Begun(call).SetResult();
                try
                {
                    await following(http);
                    server.Ended(call).SetResult(http.Response.StatusCode);
                }
                catch (Exception failure)
                {
                    server.Ended(call).SetException(failure);
                    throw;
                }
            });
            next(app);
        };
    }
}
