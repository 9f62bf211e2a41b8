using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What programs send, and what they read.</summary>
internal static class Asking
{
    public static async Task<(int Status, JsonElement Body)> AskAsync(this HttpClient program, object request, string path = "/v1/chat/completions")
    {
        using var response = await program.PostAsJsonAsync(path, request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient program, string body, string path = "/v1/chat/completions") =>
        program.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    /// <summary>The data of each event, to the end of the stream.</summary>
    public static async Task<IReadOnlyList<string>> StreamAsync(this HttpClient program, string body, string path = "/v1/chat/completions")
    {
        using var response = await program.SendJsonAsync(body, path);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(data => data["data: ".Length..])];
    }

    public static string Chat(string model, string more = "") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Bonjour"}]{{more}}}""";

    /// <summary>A call of a chat as it is written on a connection.</summary>
    public static string Written(string key, string body, string query = "", string version = "1.1") =>
        $"POST /v1/chat/completions{query} HTTP/{version}\r\nHost: a\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public static string Code(this JsonElement body) => body.GetProperty("error").GetProperty("code").GetString()!;
}
