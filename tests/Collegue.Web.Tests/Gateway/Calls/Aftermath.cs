using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What is left at a server of models after each thing it may do wrong.</summary>
public sealed class Aftermath(GatewayServer server) : IClassFixture<GatewayServer>
{
    private const int Flooded = 100_000_000;
    private const string Delta = """{"id":"c1","choices":[{"index":0,"delta":{"content":"Bon"},"finish_reason":null}]}""";

    private static readonly (string Code, bool Stream, Func<HttpContext, Task> Does)[] Faults =
    [
        ("upstream_unavailable", false, http => Upstream.JsonAsync(http, 500, "{}")),
        ("upstream_unavailable", true, http => Upstream.JsonAsync(http, 500, "{}")),
        ("upstream_timeout", false, Upstream.StallAsync),
        ("upstream_timeout", true, Upstream.StallAsync),
        ("upstream_timeout", true, async http =>
        {
            await Upstream.EventsAsync(http, Delta);
            await Upstream.StallAsync(http);
        }),
        ("upstream_unavailable", false, http => ResetAsync(http, "application/json", "{\"id\":")),
        ("upstream_unavailable", true, http => ResetAsync(http, "text/event-stream", "data: {\"id\":")),
        ("upstream_unavailable", true, async http =>
        {
            await Upstream.EventsAsync(http, Delta);
            await Upstream.BytesAsync(http, Encoding.UTF8.GetBytes("data: {\"choices\":[{\"delta\":{\"content\":\"é").AsMemory()[..^1]);
        }),
        ("upstream_malformed", true, http => Upstream.EventsAsync(http, Delta, "{\"choices\":[{]}")),
        ("upstream_too_large", true, async http =>
        {
            for (var sent = 0; sent < Flooded; sent += 8000)
            {
                await Upstream.EventsAsync(http, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + new string('a', 8000) + "\"}}]}");
            }
        }),
        ("upstream_too_large", false, async http =>
        {
            http.Response.ContentType = "application/json";
            await Upstream.BytesAsync(http, "{\"id\":\""u8.ToArray());
            for (var sent = 0; sent < Flooded; sent += 50_000)
            {
                await Upstream.BytesAsync(http, Encoding.UTF8.GetBytes(new string('a', 50_000)));
            }
        }),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_each_fault_no_more_connections_are_open_than_after_a_sound_call()
    {
        await using var upstream = await Upstream.StartAsync();
        using var program = await server.ProgramAsync();
        var (sound, _) = await CallAsync(program, upstream, stream: false);
        var most = upstream.OpenConnections;

        var codes = new List<string>();
        foreach (var (_, stream, does) in Faults)
        {
            upstream.Does = does;
            codes.Add((await CallAsync(program, upstream, stream)).Code);
            await upstream.ConnectionsAsync(most, Cancellation);
        }

        upstream.Does = Upstream.SaysAsync;
        var (after, _) = await CallAsync(program, upstream, stream: false);

        Assert.Equal((200, 1, 200), (sound, most, after));
        Assert.Equal(Faults.Select(fault => fault.Code), codes);
        Assert.Equal(Faults.Length + 2, upstream.Requests.Count);
    }

    /// <summary>Each with a model of its own: after some faults, no more is asked of one.</summary>
    private async Task<(int Status, string Code)> CallAsync(HttpClient program, Upstream upstream, bool stream)
    {
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, declared => (declared.FirstTokenSeconds, declared.TotalSeconds) = (1, stream ? 20 : 2))]);
        using var response = await program.SendJsonAsync(Asking.Chat(model, stream ? ",\"stream\":true" : ""));
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        await upstream.QuietAsync(Cancellation);
        var last = text[(text.LastIndexOf("data: ", StringComparison.Ordinal) is >= 0 and var at ? at + "data: ".Length : 0)..];
        return ((int)response.StatusCode, JsonDocument.Parse(last).RootElement.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString()! : "");
    }

    private static async Task ResetAsync(HttpContext http, string type, string begun)
    {
        http.Response.ContentType = type;
        await Upstream.BytesAsync(http, Encoding.UTF8.GetBytes(begun));
        http.Abort();
    }
}
