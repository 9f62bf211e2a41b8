using System.Text.Json;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Calling.Described;

/// <summary>What the calls of models take and give, for their description only: fields not named here pass as they come.</summary>
internal static class CallDescription
{
    private const string Json = "application/json";

    public static void Describe(this RouteHandlerBuilder call, GatewayCallKind kind)
    {
        call.WithTags("OpenAI").WithSummary(SummaryOf(kind)).WithDescription(NoteOf(kind));
        foreach (var failure in (int[])[400, 401, 403, 404, 413, 415, 422, 424, 429, 503])
        {
            call.Produces<ErrorBody>(failure, Json);
        }

        _ = kind switch
        {
            GatewayCallKind.Chat => call.Accepts<ChatCompletionRequest>(Json).Produces<ChatCompletion>(StatusCodes.Status200OK, Json, "text/event-stream"),
            GatewayCallKind.Completion => call.Accepts<CompletionRequest>(Json).Produces<Completion>(StatusCodes.Status200OK, Json, "text/event-stream"),
            GatewayCallKind.Response => call.Accepts<ResponseRequest>(Json).Produces<JsonElement>(StatusCodes.Status200OK, Json, "text/event-stream"),
            GatewayCallKind.Embedding => call.Accepts<EmbeddingRequest>(Json).Produces<EmbeddingList>(StatusCodes.Status200OK, Json),
            GatewayCallKind.Rerank => call.Accepts<RerankRequest>(Json).Produces<RerankAnswer>(StatusCodes.Status200OK, Json),
            GatewayCallKind.Transcription => call.Accepts<TranscriptionRequest>("multipart/form-data").Produces<Transcription>(StatusCodes.Status200OK, Json),
            _ => call.Accepts<OcrRequest>(Json).Produces<JsonElement>(StatusCodes.Status200OK, Json),
        };
    }

    private static string SummaryOf(GatewayCallKind kind) => kind switch
    {
        GatewayCallKind.Chat => "Answer a conversation, streamed or not.",
        GatewayCallKind.Completion => "Continue a text.",
        GatewayCallKind.Response => "Answer by the contract of responses, when the server has it.",
        GatewayCallKind.Embedding => "Vectors of texts.",
        GatewayCallKind.Rerank => "Order documents by how they answer a query.",
        GatewayCallKind.Transcription => "Write down what is said in a file of sound.",
        _ => "Read a document that is a picture.",
    };

    private static string NoteOf(GatewayCallKind kind) => kind switch
    {
        GatewayCallKind.Chat or GatewayCallKind.Completion =>
            "`model` is a name of the gateway (GET /v1/models). Other fields go to the server as they are. With `stream`, the answer is a text/event-stream that ends with `data: [DONE]`.",
        GatewayCallKind.Response => "Passed to the server as it is; with `stream`, events are named.",
        GatewayCallKind.Transcription => "`model` and `file` are fields of the form; other fields go to the server as they are.",
        _ => "`model` is a name of the gateway (GET /v1/models). Other fields go to the server as they are.",
    };
}

/// <param name="Model">A name of the gateway.</param>
/// <param name="MaxTokens">The most it may write; set aside on the limits while the call is under way.</param>
/// <param name="Stop">A text or several.</param>
/// <param name="ResponseFormat">As <c>{"type": "json_schema", …}</c>.</param>
internal sealed record ChatCompletionRequest(
    string Model, IReadOnlyList<ChatTurn> Messages, double? Temperature, double? TopP, int? MaxTokens, int? MaxCompletionTokens, int? N, bool? Stream,
    ChatStreamOptions? StreamOptions, JsonElement? Stop, long? Seed, JsonElement? ResponseFormat, IReadOnlyList<JsonElement>? Tools, JsonElement? ToolChoice, bool? Logprobs);

/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">A text, or parts with texts and images.</param>
internal sealed record ChatTurn(string Role, JsonElement Content);

/// <param name="IncludeUsage">A last event tells the tokens.</param>
internal sealed record ChatStreamOptions(bool IncludeUsage);

internal sealed record ChatCompletion(string Id, string Object, long Created, string Model, IReadOnlyList<ChatChoice> Choices, TokenUsage? Usage);

/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</param>
internal sealed record ChatChoice(int Index, ChatReply Message, string? FinishReason);

internal sealed record ChatReply(string Role, string? Content, IReadOnlyList<JsonElement>? ToolCalls);

internal sealed record TokenUsage(int PromptTokens, int CompletionTokens, int TotalTokens);

/// <param name="Prompt">A text or several.</param>
internal sealed record CompletionRequest(string Model, JsonElement Prompt, double? Temperature, int? MaxTokens, int? N, bool? Stream, JsonElement? Stop);

internal sealed record Completion(string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices, TokenUsage? Usage);

internal sealed record CompletionChoice(int Index, string Text, string? FinishReason);

/// <param name="Input">A text, or items of a conversation.</param>
internal sealed record ResponseRequest(string Model, JsonElement Input, string? Instructions, int? MaxOutputTokens, bool? Stream);

/// <param name="Input">A text, several, or tokens.</param>
/// <param name="EncodingFormat"><c>float</c> or <c>base64</c>.</param>
internal sealed record EmbeddingRequest(string Model, JsonElement Input, string? EncodingFormat, int? Dimensions);

internal sealed record EmbeddingList(string Object, IReadOnlyList<EmbeddingItem> Data, string Model, TokenUsage? Usage);

/// <param name="Embedding">Numbers, or a text in base64 of 32-bit floats.</param>
internal sealed record EmbeddingItem(int Index, string Object, JsonElement Embedding);

internal sealed record RerankRequest(string Model, string Query, IReadOnlyList<string> Documents, int? TopN, bool? ReturnDocuments);

internal sealed record RerankAnswer(string? Id, IReadOnlyList<RerankResult> Results);

/// <param name="RelevanceScore">Higher is nearer to the query.</param>
internal sealed record RerankResult(int Index, double RelevanceScore);

internal sealed record TranscriptionRequest(string Model, IFormFile File, string? Language, string? ResponseFormat);

internal sealed record Transcription(string Text);

/// <param name="Document">As <c>{"type": "document_url", "document_url": "data:…"}</c>.</param>
internal sealed record OcrRequest(string Model, JsonElement Document);
