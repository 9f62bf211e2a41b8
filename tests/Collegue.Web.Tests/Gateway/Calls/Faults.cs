using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What servers of models do wrong: each ends in the right error, leaves nothing open, and does not hang.</summary>
public sealed class Faults(GatewayServer server) : IClassFixture<GatewayServer>
{
    private const string Delta = """{"id":"c1","choices":[{"index":0,"delta":{"content":"Bon"},"finish_reason":null}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, 503, "upstream_unavailable")]
    [InlineData(503, 503, "upstream_unavailable")]
    [InlineData(429, 429, "upstream_rate_limited")]
    [InlineData(401, 424, "upstream_refused")]
    [InlineData(404, 424, "upstream_refused")]
    [InlineData(302, 424, "upstream_refused")]
    public async Task A_server_that_refuses_is_said_with_the_right_status(int upstreamStatus, int status, string code)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http =>
        {
            http.Response.Headers.Location = "http://127.0.0.1:9/";
            return Upstream.JsonAsync(http, upstreamStatus, """{"error":{"message":"no"}}""");
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(Asking.Chat(model));
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;

        Assert.Equal((status, code), ((int)response.StatusCode, body.Code()));
        Assert.Equal(status is 429 or 503, response.Headers.RetryAfter is not null);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task What_a_server_finds_wrong_with_the_request_is_passed_on_in_its_words()
    {
        const string Words = """{"error":{"message":"temperature must be at most 2","type":"invalid_request_error","param":"temperature","code":null}}""";
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.JsonAsync(http, 422, Words);
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(Asking.Chat(model, ",\"temperature\":9"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(Words, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_says_nothing_in_time_is_left(bool stream)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = Upstream.StallAsync;
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, declared => (declared.FirstTokenSeconds, declared.TotalSeconds) = (1, 1))]);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(Asking.Chat(model, stream ? ",\"stream\":true" : ""));
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
        await upstream.QuietAsync(Cancellation);

        Assert.Equal((503, "upstream_timeout"), ((int)response.StatusCode, body.Code()));
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_server_out_of_reach_is_said()
    {
        var model = await server.RouterAsync([await server.ModelAsync("http://127.0.0.1:9/v1")]);
        using var program = await server.ProgramAsync();

        var (status, body) = await program.AskAsync(new { model, messages = new[] { new { role = "user", content = "x" } } });

        Assert.Equal((503, "upstream_unavailable"), (status, body.Code()));
    }

    [Theory]
    [InlineData("reset", 503, "upstream_unavailable")]
    [InlineData("html", 424, "upstream_malformed")]
    [InlineData("half", 424, "upstream_malformed")]
    [InlineData("utf8", 424, "upstream_malformed")]
    [InlineData("large", 424, "upstream_too_large")]
    [InlineData("error200", 503, "upstream_unavailable")]
    public async Task A_whole_answer_that_is_wrong_is_not_passed_on(string what, int status, string code)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => what switch
        {
            "reset" => AbortAsync(http, "{\"id\":"),
            "html" => HtmlAsync(http),
            "half" => Upstream.JsonAsync(http, 200, "{\"id\":\"c1\",\"choices\":["),
            "utf8" => InvalidAsync(http),
            "large" => Upstream.JsonAsync(http, 200, "{\"a\":\"" + new string('a', 5_000_000) + "\"}"),
            _ => Upstream.JsonAsync(http, 200, """{"error":{"message":"out of memory"}}"""),
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        var (answered, body) = await program.AskAsync(new { model, messages = new[] { new { role = "user", content = "x" } } });
        await upstream.QuietAsync(Cancellation);

        Assert.Equal((status, code), (answered, body.Code()));
    }

    [Theory]
    [InlineData("half-character", "upstream_unavailable")]
    [InlineData("malformed", "upstream_malformed")]
    [InlineData("not-utf8", "upstream_malformed")]
    [InlineData("stall", "upstream_timeout")]
    [InlineData("large-event", "upstream_too_large")]
    [InlineData("flood", "upstream_too_large")]
    public async Task A_stream_that_goes_wrong_ends_with_an_error_and_no_DONE(string what, string code)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = async http =>
        {
            await Upstream.EventsAsync(http, Delta);
            await (what switch
            {
                "half-character" => Upstream.BytesAsync(http, Encoding.UTF8.GetBytes("data: {\"choices\":[{\"delta\":{\"content\":\"é").AsMemory()[..^1]),
                "malformed" => Upstream.EventsAsync(http, "{\"choices\":[{]}"),
                "not-utf8" => Upstream.BytesAsync(http, new byte[] { (byte)'d', (byte)'a', (byte)'t', (byte)'a', (byte)':', (byte)'"', 0xC3, (byte)'"', (byte)'\n', (byte)'\n' }),
                "stall" => Upstream.StallAsync(http),
                "large-event" => Upstream.BytesAsync(http, Encoding.UTF8.GetBytes("data: \"" + new string('a', 200_000))),
                _ => FloodAsync(http),
            });
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        var events = await program.StreamAsync(Asking.Chat(model, ",\"stream\":true"));
        await upstream.QuietAsync(Cancellation);

        Assert.Equal(Delta, events[0]);
        Assert.Equal(code, JsonDocument.Parse(events[^1]).RootElement.Code());
        Assert.DoesNotContain("[DONE]", events);
    }

    [Fact]
    public async Task A_stream_that_is_reset_ends_with_an_error()
    {
        var read = new TaskCompletionSource();
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = async http =>
        {
            await Upstream.EventsAsync(http, Delta);

            // A reset throws away what is still on its way.
            await read.Task;
            http.Abort();
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Asking.Chat(model, ",\"stream\":true"), Encoding.UTF8, "application/json") };

        using var response = await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var first = await lines.ReadLineAsync(Cancellation);
        read.SetResult();
        var rest = await lines.ReadToEndAsync(Cancellation);

        Assert.Equal("data: " + Delta, first);
        Assert.Equal("upstream_unavailable", JsonDocument.Parse(rest.Trim()["data: ".Length..]).RootElement.Code());
    }

    [Fact]
    public async Task A_stream_whose_first_event_is_wrong_goes_to_the_next_server()
    {
        await using var broken = await Upstream.StartAsync();
        await using var sound = await Upstream.StartAsync();
        broken.Does = http => Upstream.EventsAsync(http, "not json");
        sound.Does = http => Upstream.EventsAsync(http, Delta, """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "[DONE]");
        var model = await server.RouterAsync([await server.ModelAsync(broken.Address), await server.ModelAsync(sound.Address)]);
        using var program = await server.ProgramAsync();

        var events = await program.StreamAsync(Asking.Chat(model, ",\"stream\":true"));

        Assert.Equal(3, events.Count);
        Assert.Equal("[DONE]", events[^1]);
        Assert.Single(broken.Requests);
    }

    [Fact]
    public async Task A_client_that_leaves_stops_the_server()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = async http =>
        {
            await Upstream.EventsAsync(http, Delta);
            await Upstream.StallAsync(http);
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Asking.Chat(model, ",\"stream\":true"), Encoding.UTF8, "application/json") };

        var response = await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await (await response.Content.ReadAsStreamAsync(Cancellation)).ReadExactlyAsync(new byte[20], Cancellation);
        response.Dispose();
        await upstream.QuietAsync(Cancellation);

        Assert.Equal(0, upstream.OpenRequests);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_stops_the_server_and_is_cut()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = async http =>
        {
            await Upstream.EventsAsync(http, Delta);
            await FloodAsync(http, 3_500_000);
            await Upstream.StallAsync(http);
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var request = Asking.Written(await server.KeyAsync(), Asking.Chat(model, ",\"stream\":true"), version: "1.0");

        // So small that what is on its way stays far below the flood, which must stay below the longest answer (4 MB here).
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        await using var line = client.GetStream();

        await line.WriteAsync(Encoding.UTF8.GetBytes(request), Cancellation);
        await upstream.ReceivedAsync(1, Cancellation);
        await upstream.QuietAsync(Cancellation);
        using var text = new StreamReader(line);

        await Assert.ThrowsAsync<IOException>(() => text.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Faults_leave_no_connection_open()
    {
        await using var upstream = await Upstream.StartAsync();
        var turn = 0;
        upstream.Does = http => (Interlocked.Increment(ref turn) % 4) switch
        {
            0 => AbortAsync(http, "{"),
            1 => Upstream.EventsAsync(http, Delta, "{bad"),
            2 => Upstream.JsonAsync(http, 500, "{}"),
            _ => Upstream.EventsAsync(http, Delta),
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        for (var call = 0; call < 40; call++)
        {
            using var response = await program.SendJsonAsync(Asking.Chat(model, ",\"stream\":true"));
            await response.Content.ReadAsStringAsync(Cancellation);
        }

        await upstream.QuietAsync(Cancellation);
        Assert.InRange(upstream.OpenConnections, 0, 4);
    }

    private static async Task AbortAsync(HttpContext http, string first)
    {
        http.Response.ContentType ??= "application/json";
        await http.Response.WriteAsync(first, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    private static async Task HtmlAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html";
        await http.Response.WriteAsync("<h1>Bad gateway</h1>", http.RequestAborted);
    }

    private static async Task InvalidAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(new byte[] { (byte)'{', (byte)'"', (byte)'a', (byte)'"', (byte)':', (byte)'"', 0xC3, (byte)'"', (byte)'}' }, http.RequestAborted);
    }

    private static async Task FloodAsync(HttpContext http, int most = 100_000_000)
    {
        var piece = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + new string('a', 8000) + "\"}}]}";
        for (var sent = 0; sent < most; sent += piece.Length)
        {
            await Upstream.EventsAsync(http, piece);
        }
    }
}
