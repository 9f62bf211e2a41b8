using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collegue.Pages.Desk.Playground;

/// <summary>A request as a program would write it.</summary>
internal sealed record Snippet(string Id, string Name, string Text);

/// <summary>The same request for programs, in the words of the libraries most used.</summary>
internal static class Snippets
{
    private static readonly JsonSerializerOptions Letters = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Id, string Name, Func<string, ChatRequest, string> Write)[] Known =
    [
        ("curl", "curl", Curl),
        ("csharp", "C# (OpenAI)", CSharp),
        ("python", "Python (openai)", Python),
        ("javascript", "JavaScript (openai)", JavaScript),
    ];

    /// <summary>Their names alone.</summary>
    public static IReadOnlyList<Snippet> Blank => [.. Known.Select(known => new Snippet(known.Id, known.Name, ""))];

    /// <param name="address">Of the gateway, with <c>/v1</c>.</param>
    public static IReadOnlyList<Snippet> Of(string address, ChatRequest request) =>
        [.. Known.Select(known => new Snippet(known.Id, known.Name, known.Write(address, request)))];

    private static string Curl(string address, ChatRequest request) => $"""
        curl {address}/chat/completions \
          -H "Authorization: Bearer $COLLEGUE_KEY" \
          -H "Content-Type: application/json" \
          -d '{request.ToJson().Replace("'", "'\\''", StringComparison.Ordinal)}'
        """;

    private static string CSharp(string address, ChatRequest request) => $$"""
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Chat;

        var key = new ApiKeyCredential(Environment.GetEnvironmentVariable("COLLEGUE_KEY")!);
        var client = new ChatClient({{Quoted(request.Model)}}, key, new OpenAIClientOptions { Endpoint = new Uri({{Quoted(address)}}) });
        ChatCompletion answer = await client.CompleteChatAsync(
            [
        {{Lines(request, CSharpLine)}}
            ],
            new ChatCompletionOptions { Temperature = {{Number(request.Temperature)}}f, MaxOutputTokenCount = {{request.MostTokens}} });
        Console.WriteLine(answer.Content[0].Text);
        """;

    private static string Python(string address, ChatRequest request) => $$"""
        import os
        from openai import OpenAI

        client = OpenAI(base_url={{Quoted(address)}}, api_key=os.environ["COLLEGUE_KEY"])
        answer = client.chat.completions.create(
            model={{Quoted(request.Model)}},
            messages=[
        {{Lines(request, PythonLine)}}
            ],
            temperature={{Number(request.Temperature)}},
            max_tokens={{request.MostTokens}},
        )
        print(answer.choices[0].message.content)
        """;

    private static string JavaScript(string address, ChatRequest request) => $$"""
        import OpenAI from "openai";

        const client = new OpenAI({ baseURL: {{Quoted(address)}}, apiKey: process.env.COLLEGUE_KEY });
        const answer = await client.chat.completions.create({
          model: {{Quoted(request.Model)}},
          messages: [
        {{Lines(request, JavaScriptLine)}}
          ],
          temperature: {{Number(request.Temperature)}},
          max_tokens: {{request.MostTokens}},
        });
        console.log(answer.choices[0].message.content);
        """;

    private static string CSharpLine(string role, string text) => $"        new {(role == "system" ? "System" : "User")}ChatMessage({text}),";

    private static string PythonLine(string role, string text) => $"        {{\"role\": \"{role}\", \"content\": {text}}},";

    private static string JavaScriptLine(string role, string text) => $"    {{ role: \"{role}\", content: {text} }},";

    private static string Lines(ChatRequest request, Func<string, string, string> line) => string.Join(
        '\n', new[] { ("system", request.System), ("user", request.User) }.Where(message => message.Item2.Length > 0)
            .Select(message => line(message.Item1, Quoted(message.Item2))));

    /// <summary>A string of JSON is one of C#, Python and JavaScript too.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Letters);

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
