using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Collegue.Storage.Models;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What passes untouched, and what the gateway needs to understand of it.</summary>
public sealed class Passing(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_but_the_name_of_the_model_passes_as_it_came()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();
        const string Rest =
            ", \"messages\" : [{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}],"
            + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"model\":\"inner\"}}}],\"n\":1,\"seed\":7,\"stop\":[\"x\"],"
            + "\"logprobs\":true,\"é_unknown\":{\"a\":[1,2.50,\"\\u00e9\"]}}";

        using var response = await program.SendJsonAsync("{ \"model\": \"" + model + "\"" + Rest);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("{ \"model\": \"served\"" + Rest, Assert.Single(upstream.Requests).Body);
    }

    [Fact]
    public async Task Nothing_else_of_the_request_reaches_the_server_but_its_own_key()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();
        program.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");
        program.DefaultRequestHeaders.Add("Cookie", "collegue.session=x");
        program.DefaultRequestHeaders.Add("X-Stainless-Lang", "js");

        using var response = await program.SendJsonAsync(Asking.Chat(model));

        var headers = Assert.Single(upstream.Requests).Headers;
        Assert.Equal(["Accept", "Content-Length", "Content-Type", "Host"], headers.Keys.Where(name => !name.StartsWith("trace", StringComparison.OrdinalIgnoreCase)).Order());
    }

    [Fact]
    public async Task Usage_is_asked_of_the_server_and_shown_only_to_those_who_asked()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.EventsAsync(http,
            """{"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""",
            """{"choices":[{"index":0,"delta":{"content":"Oui"},"finish_reason":null}]}""",
            """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""",
            """{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}""",
            "[DONE]");
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();

        var silent = await program.StreamAsync(Asking.Chat(model, ",\"stream\":true"));
        var refused = await program.StreamAsync(Asking.Chat(model, ",\"stream\":true,\"stream_options\":{\"include_usage\":false,\"x\":1}"));
        var asked = await program.StreamAsync(Asking.Chat(model, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        Assert.Equal([4, 4, 5], new[] { silent.Count, refused.Count, asked.Count });
        Assert.All([silent, refused, asked], events => Assert.Equal("[DONE]", events[^1]));
        Assert.All(upstream.Requests, request => Assert.True(JsonDocument.Parse(request.Body).RootElement.GetProperty("stream_options").GetProperty("include_usage").GetBoolean()));
        Assert.Equal(1, JsonDocument.Parse(upstream.Requests[1].Body).RootElement.GetProperty("stream_options").GetProperty("x").GetInt32());
    }

    [Fact]
    public async Task A_stream_passes_byte_for_byte_however_it_is_cut()
    {
        const string Sent =
            ": ping\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"é\"},\"finish_reason\":null}]}\r\n\r\n"
            + "id: 7\ndata:{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = async http =>
        {
            foreach (var letter in Encoding.UTF8.GetBytes(Sent))
            {
                await Upstream.BytesAsync(http, new[] { letter });
            }
        };
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(Asking.Chat(model, ",\"stream\":true"));

        Assert.Equal(Sent, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task An_event_alone_does_not_wait_for_the_next_one_and_those_that_come_together_all_pass()
    {
        var (seen, together) = (new TaskCompletionSource(), string.Concat(Enumerable.Range(0, 5_000).Select(at => $"data: {Word($"mot {at}")}\n\n")));
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = async http =>
        {
            await Upstream.EventsAsync(http, Word("seul"));
            await seen.Task;
            await Upstream.BytesAsync(http, Encoding.UTF8.GetBytes(together));
            await Upstream.EventsAsync(http, """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "[DONE]");
        };
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Asking.Chat(model, ",\"stream\":true"), Encoding.UTF8, "application/json") };

        using var response = await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var (first, _) = (await lines.ReadLineAsync(Cancellation), await lines.ReadLineAsync(Cancellation));
        seen.SetResult();
        var rest = await lines.ReadToEndAsync(Cancellation);

        Assert.Equal("data: " + Word("seul"), first);
        Assert.StartsWith(together, rest, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_over_HTTP_1_0_ends_with_its_connection()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.EventsAsync(http, Word("Oui"), """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "[DONE]");
        var model = await RouterAsync(upstream);
        var request = Asking.Written(await server.KeyAsync(), Asking.Chat(model, ",\"stream\":true"), version: "1.0");
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        await using var line = client.GetStream();
        using var text = new StreamReader(line);

        await line.WriteAsync(Encoding.UTF8.GetBytes(request), Cancellation);
        var answer = await text.ReadToEndAsync(Cancellation);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", answer, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("data: [DONE]\n\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_without_its_last_word_gets_it()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.EventsAsync(http, """{"choices":[{"index":0,"delta":{"content":"Oui"},"finish_reason":"stop"}]}""");
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();

        Assert.Equal("[DONE]", (await program.StreamAsync(Asking.Chat(model, ",\"stream\":true")))[^1]);
    }

    [Fact]
    public async Task Responses_stream_with_their_names_and_no_DONE()
    {
        await using var upstream = await Upstream.StartAsync();
        const string Sent =
            "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"r\"}}\n\n"
            + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2,\"total_tokens\":5}}}\n\n";
        upstream.Does = http => Upstream.BytesAsync(http, Encoding.UTF8.GetBytes(Sent));
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync($$"""{"model":"{{model}}","input":"x","stream":true}""", "/v1/responses");

        Assert.Equal(Sent, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("/v1/responses", upstream.Requests[0].Path);
    }

    [Fact]
    public async Task A_recording_passes_with_its_fields()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http =>
        {
            http.Response.ContentType = "text/plain";
            return http.Response.WriteAsync("Bonjour.", http.RequestAborted);
        };
        var model = await server.RouterAsync(
            [await server.ModelAsync(upstream.Address, model: served => served.Kind = ModelKind.Transcription)], router => router.Kind = ModelKind.Transcription);
        using var program = await server.ProgramAsync();
        using var form = new MultipartFormDataContent { { new StringContent(model), "model" }, { new StringContent("fr"), "language" } };
        var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        form.Add(file, "file", "réunion.wav");

        using var response = await program.PostAsync("/v1/audio/transcriptions", form, Cancellation);

        Assert.Equal("Bonjour.", await response.Content.ReadAsStringAsync(Cancellation));
        var sent = Assert.Single(upstream.Requests);
        Assert.Equal("/v1/audio/transcriptions", sent.Path);
        Assert.Contains("served", sent.Body, StringComparison.Ordinal);
        Assert.Contains("audio/wav", sent.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(model, sent.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 400, "invalid_json")]
    [InlineData("[]", 400, "invalid_value")]
    [InlineData("{\"messages\":[]}", 400, "missing_required_parameter")]
    [InlineData("{\"model\":7}", 400, "missing_required_parameter")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}", 400, "invalid_value")]
    [InlineData("{\"model\":\"a\",\"stream\":\"yes\"}", 400, "invalid_value")]
    [InlineData("{\"model\":\"a\",\"max_tokens\":-1}", 400, "invalid_value")]
    [InlineData("{\"model\":\"a\"} {}", 400, "invalid_json")]
    [InlineData("{\"model\":\"nobody\"}", 404, "model_not_found")]
    public async Task A_wrong_request_is_refused_with_what_is_wrong(string body, int status, string code)
    {
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(body);

        Assert.Equal((status, code), ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.Code()));
    }

    [Fact]
    public async Task Too_large_a_request_another_type_and_a_model_of_another_kind_are_refused()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await RouterAsync(upstream);
        using var program = await server.ProgramAsync();

        using var large = await program.SendJsonAsync(Asking.Chat(model, ",\"x\":\"" + new string('a', 1_100_000) + "\""));
        using var form = await program.PostAsync("/v1/chat/completions", new FormUrlEncodedContent([new("model", model)]), Cancellation);
        var (status, body) = await program.AskAsync(new { model, input = "x" }, "/v1/embeddings");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Equal((400, "unsupported_operation"), (status, body.Code()));
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Only_keys_that_may_call_models_call_them()
    {
        using var stranger = new HttpClient { BaseAddress = server.Address };
        using var reader = await server.ProgramAsync("read");
        using var wrong = new HttpClient { BaseAddress = server.Address };
        wrong.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "clg_0123456789_unknown");
        var request = new { model = "x", messages = Array.Empty<object>() };

        Assert.Equal((401, "missing_api_key"), await CodeAsync(stranger));
        Assert.Equal((403, "insufficient_permission"), await CodeAsync(reader));
        Assert.Equal((401, "invalid_api_key"), await CodeAsync(wrong));

        async Task<(int, string)> CodeAsync(HttpClient program)
        {
            var (status, body) = await program.AskAsync(request);
            return (status, body.Code());
        }
    }

    private async Task<string> RouterAsync(Upstream upstream) => await server.RouterAsync([await server.ModelAsync(upstream.Address)]);

    private static string Word(string word) => $$"""{"choices":[{"index":0,"delta":{"content":"{{word}}"},"finish_reason":null}]}""";
}
