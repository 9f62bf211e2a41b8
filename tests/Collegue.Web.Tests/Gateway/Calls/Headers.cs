using System.Text;
using Collegue.Storage.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Which headers pass, and that nothing else becomes one.</summary>
public sealed class Headers(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("whole", 200, "Content-Length Content-Type Date X-Content-Type-Options")]
    [InlineData("refused", 422, "Content-Length Content-Type Date X-Content-Type-Options")]
    [InlineData("stream", 200, "Cache-Control Content-Type Date Transfer-Encoding X-Accel-Buffering X-Content-Type-Options")]
    public async Task What_a_server_says_beside_its_answer_does_not_reach_the_client(string what, int status, string names)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http =>
        {
            http.Response.Headers.SetCookie = "session=x; Path=/";
            http.Response.Headers.Location = "http://127.0.0.1:9/";
            http.Response.Headers.WWWAuthenticate = "Basic";
            http.Response.Headers.AccessControlAllowOrigin = "*";
            http.Response.Headers.ContentDisposition = "attachment; filename=a.html";
            http.Response.Headers.ContentLanguage = "fr";
            http.Response.Headers.RetryAfter = "9";
            http.Response.Headers["X-Secret"] = "rack-7";
            http.Response.Headers["x-ratelimit-remaining-requests"] = "3";
            return what switch
            {
                "whole" => Upstream.SaysAsync(http),
                "refused" => Upstream.JsonAsync(http, 422, """{"error":{"message":"no","type":"invalid_request_error","param":null,"code":null}}"""),
                _ => Upstream.EventsAsync(http, """{"choices":[{"index":0,"delta":{"content":"Oui"},"finish_reason":"stop"}]}""", "[DONE]"),
            };
        };
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(Asking.Chat(model, what == "stream" ? ",\"stream\":true" : ""));
        await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(names, string.Join(' ', response.Headers.Concat(response.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Line_ends_and_quotes_in_names_of_a_form_make_no_header_at_the_server()
    {
        const string Hostile = "a\r\nX-Evil: 1\r\n\r\n\"; name=\"model\\.wav";
        const string Harmless = "aX-Evil: 1; name=model.wav";
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.JsonAsync(http, 200, """{"text":"Bonjour."}""");
        var model = await server.RouterAsync(
            [await server.ModelAsync(upstream.Address, model: served => served.Kind = ModelKind.Transcription)], router => router.Kind = ModelKind.Transcription);
        using var program = await server.ProgramAsync();
        var (words, percents) = ($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(Hostile))}?=", Uri.EscapeDataString(Hostile));
        using var form = new StringContent(
            $"--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n{model}"
            + $"\r\n--b\r\nContent-Disposition: form-data; name=\"{words}\"\r\n\r\nx"
            + $"\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''{percents}\r\nContent-Type: audio/wav\r\n\r\none"
            + $"\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{words}\"\r\nContent-Type: audio/wav\r\n\r\ntwo\r\n--b--\r\n");
        form.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using var response = await program.PostAsync("/v1/audio/transcriptions", form, Cancellation);

        Assert.Equal(StatusCodes.Status200OK, (int)response.StatusCode);
        var parts = await PartsAsync(Assert.Single(upstream.Requests));
        Assert.All(parts, part => Assert.Empty(part.Names.Except([HeaderNames.ContentDisposition, HeaderNames.ContentType])));
        Assert.Equal(
            [("model", "", "", "served"), (Harmless, "", "", "x"), ("file", Harmless, Harmless, "one"), ("file", Harmless, Harmless, "two")],
            parts.Select(part => (part.Name, part.File, part.FileStar, part.Text)));
    }

    [Fact]
    public async Task The_name_of_a_file_reaches_the_server_with_its_accents_and_no_quotes_of_ours()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.JsonAsync(http, 200, """{"text":"Bonjour."}""");
        var model = await server.RouterAsync(
            [await server.ModelAsync(upstream.Address, model: served => served.Kind = ModelKind.Transcription)], router => router.Kind = ModelKind.Transcription);
        using var program = await server.ProgramAsync();
        using var form = new MultipartFormDataContent { { new StringContent(model), "model" }, { new ByteArrayContent([1, 2, 3]), "file", "séance du 3.wav" } };

        using var response = await program.PostAsync("/v1/audio/transcriptions", form, Cancellation);

        var file = (await PartsAsync(Assert.Single(upstream.Requests)))[1];
        Assert.Equal(("file", "séance du 3.wav", "séance du 3.wav"), (file.Name, file.File, file.FileStar));
    }

    private static async Task<IReadOnlyList<(IEnumerable<string> Names, string Name, string File, string FileStar, string Text)>> PartsAsync(Received request)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.Headers["Content-Type"]).Boundary).Value!;
        var reader = new MultipartReader(boundary, new MemoryStream(Encoding.UTF8.GetBytes(request.Body)));
        var parts = new List<(IEnumerable<string>, string, string, string, string)>();
        while (await reader.ReadNextSectionAsync(Cancellation) is { } section)
        {
            var disposition = ContentDispositionHeaderValue.Parse(section.ContentDisposition);
            parts.Add((section.Headers!.Keys, Plain(disposition.Name), Plain(disposition.FileName), disposition.FileNameStar.Value ?? "", await section.ReadAsStringAsync(Cancellation)));
        }

        return parts;

        static string Plain(Microsoft.Extensions.Primitives.StringSegment value) => HeaderUtilities.RemoveQuotes(value).Value ?? "";
    }
}
