using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Requests written so that two programs on the way read them differently: none becomes two requests at a server of models.</summary>
public sealed class Smuggling(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 60\r\n", "AAAAA")]
    [InlineData("Content-Length: 5, 60\r\n", "AAAAA")]
    [InlineData("Content-Length: -1\r\n", "")]
    [InlineData("Content-Length : 5\r\n", "AAAAA")]
    [InlineData("Transfer-Encoding: gzip, identity\r\n", "AAAAA")]
    [InlineData("Transfer-Encoding: chunked\r\n", "Z\r\nAAAAA\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\nAAAAA\r\n0\r\n\r\n")]
    [InlineData("X: a\r\n folded\r\nContent-Length: 5\r\n", "AAAAA")]
    [InlineData("X\0Y: a\r\nContent-Length: 5\r\n", "AAAAA")]
    public async Task A_request_whose_length_is_not_certain_is_refused(string headers, string body)
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);

        var key = await server.KeyAsync();
        var answers = await SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body
            + Asking.Written(key, Asking.Chat(model)));

        Assert.StartsWith("HTTP/1.1 400", answers, StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Chunks_decide_where_a_length_says_otherwise_and_the_length_does_not_go_on()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var body = Asking.Chat(model);

        var answers = await SendAsync(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {await server.KeyAsync()}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n");

        Assert.InRange(upstream.Requests.Count, 0, 1);
        Assert.All(upstream.Requests, request => Assert.Equal(body.Length - model.Length + "served".Length, int.Parse(request.Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(1, answers.Split("HTTP/1.1 ").Length - 1);
    }

    [Fact]
    public async Task Line_ends_in_a_name_of_a_model_or_a_file_make_no_header()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync(
            [await server.ModelAsync(upstream.Address, model: served => (served.Kind, served.Name) = (Storage.Models.ModelKind.Transcription, "served"))],
            router => router.Kind = Storage.Models.ModelKind.Transcription);
        using var program = await server.ProgramAsync();
        using var form = new StringContent(
            $"--limit\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n{model}\r\n--limit\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx"
            + "\r\n--limit\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nother\r\n--limit--\r\n");
        form.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=limit");

        using var response = await program.PostAsync("/v1/audio/transcriptions", form, Cancellation);

        // The field that hid another one is read as two models, and refused.
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(upstream.Requests);
    }

    /// <summary>All that is answered before the line is closed or nothing more is asked.</summary>
    private async Task<string> SendAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        await using var line = client.GetStream();
        await line.WriteAsync(Encoding.Latin1.GetBytes(text), Cancellation);
        using var reader = new StreamReader(line, Encoding.Latin1);
        try
        {
            return await reader.ReadToEndAsync(Cancellation);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
