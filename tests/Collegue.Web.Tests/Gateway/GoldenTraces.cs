using System.Text;
using System.Text.Json;
using Collegue.Storage.Models;
using Collegue.Web.Tests.Gateway.Calls;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

/// <summary>Exchanges written down whole, replayed through the product: every byte that the client receives is compared.</summary>
public sealed class GoldenTraces(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static readonly string[] Known =
    [
        "chat", "embeddings", "embeddings-base64", "logprobs", "stream", "stream-cut", "stream-error", "stream-logprobs", "stream-refused", "stream-tools",
        "stream-two-choices", "stream-usage", "stream-usage-in-last", "stream-without-done", "tools",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Known];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_frame_is_the_one_written_down(string name)
    {
        var trace = Trace.Read(name);
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => trace.ProviderSends is { IsStream: true } sent ? StreamAsync(http, sent) : Upstream.JsonAsync(http, trace.ProviderSends.Status, trace.ProviderSends.Body);
        var kind = trace.Address == "/v1/embeddings" ? ModelKind.Embeddings : ModelKind.TextGeneration;
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, model: served => served.Kind = kind)], router => router.Kind = kind);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(trace.ClientSends.Replace("MODEL", model, StringComparison.Ordinal), trace.Address);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        var received = Assert.Single(upstream.Requests);
        Assert.Equal(trace.Address, received.Path);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(trace.ProviderReceives).RootElement, JsonDocument.Parse(received.Body).RootElement), received.Body);
        Assert.Equal((trace.ClientReceives.Status, trace.ClientReceives.Type), ((int)response.StatusCode, $"{response.Content.Headers.ContentType}"));
        Assert.Equal(trace.ClientReceives.Body, body);
        Assert.Equal(trace.InShort, InShort(body, trace.ClientReceives.IsStream));
    }

    [Fact]
    public void Every_file_is_replayed() =>
        Assert.Equal(Known, Directory.EnumerateFiles(Trace.Folder, "*.txt").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static async Task StreamAsync(HttpContext http, Answered sent)
    {
        foreach (var piece in sent.Text.Split("\n\n"))
        {
            await Upstream.BytesAsync(http, Encoding.UTF8.GetBytes(piece + "\n\n"));
        }
    }

    /// <summary>How each frame ends its choice: <c>-</c> for null, <c>none</c> without a choice.</summary>
    private static string InShort(string body, bool stream) => stream
        ? string.Join(' ', body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => End(line["data: ".Length..])))
        : End(body);

    private static string End(string data)
    {
        if (data == "[DONE]")
        {
            return data;
        }

        var frame = JsonDocument.Parse(data).RootElement;
        return frame.TryGetProperty("error", out _) ? "error"
            : !frame.TryGetProperty("choices", out var choices) ? frame.GetProperty("object").GetString()!
            : choices.GetArrayLength() == 0 ? "none"
            : choices[0].GetProperty("finish_reason").GetString() ?? "-";
    }
}
