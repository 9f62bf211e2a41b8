using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Collegue.Web.Tests.Api;

/// <summary>What programs do, said once.</summary>
internal static class Calling
{
    public static async Task<Answer> ReadAsync(this HttpClient program, string path) =>
        await AnswerAsync(await program.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    public static Task<Answer> PostAsync(this HttpClient program, string path, object body) =>
        program.SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body));

    public static async Task<Answer> SendAsync(this HttpClient program, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await AnswerAsync(await program.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public static Task<Answer> GiveAsync(this HttpClient program, long collection, string name, string text, string? metadata = null) =>
        program.GiveAsync(collection, name, Encoding.UTF8.GetBytes(text), metadata);

    public static async Task<Answer> GiveAsync(this HttpClient program, long collection, string name, byte[] content, string? metadata = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent($"{collection}"), "collection_id" }, { new StringContent("1000"), "chunk_size" } };
        if (metadata is not null)
        {
            form.Add(new StringContent(metadata), "metadata");
        }

        // As most clients write it: the name in UTF-8 between quotes.
        var file = new ByteArrayContent(content);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file);
        return await AnswerAsync(await program.PostAsync(new Uri("/v1/documents", UriKind.Relative), form, TestContext.Current.CancellationToken));
    }

    public static async Task<Answer> AnswerAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}

internal sealed record Answer(HttpResponseMessage Response, JsonElement Json)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string? MediaType => Response.Content.Headers.ContentType?.MediaType;

    public JsonElement this[string name] => Json.GetProperty(name);

    public long Id => this["id"].GetInt64();

    public IReadOnlyList<JsonElement> Data => [.. this["data"].EnumerateArray()];

    /// <summary>Code of a failure of <c>/v1</c>, having checked that it is whole.</summary>
    public string Code
    {
        get
        {
            var error = this["error"];
            Assert.Equal(["message", "type", "param", "code"], error.EnumerateObject().Select(part => part.Name));
            Assert.NotEmpty(error.GetProperty("message").GetString()!);
            return error.GetProperty("code").GetString()!;
        }
    }

    public IEnumerable<string> Each(string list, params string[] path) => this[list].EnumerateArray()
        .Select(item => path.Aggregate(item, (at, name) => at.GetProperty(name)).ToString());
}
