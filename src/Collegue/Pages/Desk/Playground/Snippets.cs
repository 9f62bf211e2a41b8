using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Playground;

/// <summary>A request as a program would write it.</summary>
internal sealed record Snippet(string Id, string Name, string Text);

/// <summary>The same request for programs, in the words of the libraries most used.</summary>
internal static class Snippets
{
    private static readonly (string Id, string Name, Func<IStringLocalizer<PlaygroundTexts>, string, ChatRequest, string> Write)[] Known =
    [
        ("curl", "curl", (_, address, request) => Curl(address, request)),
        ("csharp", "C# (OpenAI)", CSharp),
        ("python", "Python (openai)", (_, address, request) => Python(address, request)),
        ("javascript", "JavaScript (openai)", (_, address, request) => JavaScript(address, request)),
    ];

    /// <summary>Their names alone.</summary>
    public static IReadOnlyList<Snippet> Blank => [.. Known.Select(known => new Snippet(known.Id, known.Name, ""))];

    /// <param name="address">Of the gateway, with <c>/v1</c>.</param>
    public static IReadOnlyList<Snippet> Of(IStringLocalizer<PlaygroundTexts> texts, string address, ChatRequest request) =>
        [.. Known.Select(known => new Snippet(known.Id, known.Name, known.Write(texts, address, request)))];

    private static string Curl(string address, ChatRequest request) => $"""
        curl {address}/chat/completions \
          -H "Authorization: Bearer $COLLEGUE_KEY" \
          -H "Content-Type: application/json" \
          -d '{request.ToJson().Replace("'", "'\\''", StringComparison.Ordinal)}'
        """;

    private static string CSharp(IStringLocalizer<PlaygroundTexts> texts, string address, ChatRequest request)
    {
        var messages = request.Messages() is JsonArray given ? given.Select(CSharpLine).ToList() : [null];
        string[] unsaid = [.. messages.Contains(null) ? [TypedFields.Messages] : Array.Empty<string>(), .. request.Rest().Select(field => field.Key)];
        var note = unsaid.Length == 0 ? "" : $"// {texts["snippets.unsaid", Language.Escaped(string.Join(", ", unsaid))]}\n";
        var (ask, then) = request.Streamed
            ? ("await foreach (StreamingChatCompletionUpdate update in client.CompleteChatStreamingAsync(",
                """
                )
                {
                    Console.Write(string.Concat(update.ContentUpdate.Select(part => part.Text)));
                }
                """)
            : ("ChatCompletion answer = await client.CompleteChatAsync(",
                """
                ;
                Console.WriteLine(answer.Content[0].Text);
                """);
        return $$"""
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;

            var key = new ApiKeyCredential(Environment.GetEnvironmentVariable("COLLEGUE_KEY")!);
            var client = new ChatClient({{Language.Quoted(request.Model)}}, key, new OpenAIClientOptions { Endpoint = new Uri({{Language.Quoted(address)}}) });
            {{note}}{{ask}}
                [
            {{string.Join('\n', messages.OfType<string>())}}
                ],
                new ChatCompletionOptions { Temperature = {{Number(request.Temperature)}}f, MaxOutputTokenCount = {{request.MostTokens}} }){{then}}
            """;
    }

    private static string Python(string address, ChatRequest request) => $$"""
        import os
        from openai import OpenAI

        client = OpenAI(base_url={{Language.Quoted(address)}}, api_key=os.environ["COLLEGUE_KEY"])
        answer = client.chat.completions.create(
            model={{Language.Quoted(request.Model)}},
            messages={{Messages(Language.Python, request, "    ")}},
            temperature={{Number(request.Temperature)}},
            max_tokens={{request.MostTokens}},{{(request.Streamed ? "\n    stream=True,\n    stream_options={\"include_usage\": True}," : "")}}{{(request.Rest() is { Count: > 0 } others ? $"\n    extra_body={Language.Python.Write(others)}," : "")}}
        )
        {{(request.Streamed
            ? "for chunk in answer:\n    if chunk.choices:\n        print(chunk.choices[0].delta.content or \"\", end=\"\", flush=True)"
            : "print(answer.choices[0].message.content)")}}
        """;

    private static string JavaScript(string address, ChatRequest request) => $$"""
        import OpenAI from "openai";

        const client = new OpenAI({ baseURL: {{Language.Quoted(address)}}, apiKey: process.env.COLLEGUE_KEY });
        const answer = await client.chat.completions.create({
          model: {{Language.Quoted(request.Model)}},
          messages: {{Messages(Language.JavaScript, request, "  ")}},
          temperature: {{Number(request.Temperature)}},
          max_tokens: {{request.MostTokens}},{{(request.Streamed ? "\n  stream: true,\n  stream_options: { include_usage: true }," : "")}}{{(request.Rest() is { Count: > 0 } others ? $"\n  ...{Language.JavaScript.Write(others)}," : "")}}
        });
        {{(request.Streamed
            ? "for await (const chunk of answer) {\n  process.stdout.write(chunk.choices[0]?.delta.content ?? \"\");\n}"
            : "console.log(answer.choices[0].message.content);")}}
        """;

    private static string Messages(Language language, ChatRequest request, string indent) => request.Messages() is JsonArray { Count: > 0 } messages
        ? $"[\n{string.Concat(messages.Select(message => $"{indent}{indent}{language.Write(message)},\n"))}{indent}]"
        : language.Write(request.Messages());

    /// <summary>Null for a message that is more than a text.</summary>
    private static string? CSharpLine(JsonNode? message) =>
        message is JsonObject { Count: 2 } fields && TextOf(fields["role"]) is "system" or "user" or "assistant" && TextOf(fields["content"]) is { } text
            ? $"        new {TextOf(fields["role"]) switch { "system" => "System", "user" => "User", _ => "Assistant" }}ChatMessage({Language.Quoted(text)}),"
            : null;

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
