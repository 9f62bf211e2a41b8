using System.Net;
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

    /// <summary>Makes something by the administration and gives its id.</summary>
    public static async Task<string> MakeAsync(this HttpClient admin, string what, object body)
    {
        using var response = await admin.PostAsJsonAsync($"/v1/admin/{what}", body, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.Created, answer.GetRawText());
        return answer.GetProperty("id").GetString()!;
    }

    /// <summary>Changes something; the status, and the field and code of a refusal.</summary>
    public static async Task<(int Status, string? Field, string? Code)> ChangeAsync(this HttpClient admin, string path, object body)
    {
        using var response = await admin.PatchAsJsonAsync($"/v1/admin/{path}", body, TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return (204, null, null);
        }

        var error = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("error");
        return ((int)response.StatusCode, error.GetProperty("param").GetString(), error.GetProperty("code").GetString());
    }

    public static Task<JsonElement> ReadAsync(this HttpClient program, string path) =>
        program.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>The list at an address.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ListAsync(this HttpClient program, string path) =>
        [.. (await program.ReadAsync(path)).GetProperty("data").EnumerateArray()];

    public static string? Text(this JsonElement of, string field) => of.GetProperty(field).GetString();

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
