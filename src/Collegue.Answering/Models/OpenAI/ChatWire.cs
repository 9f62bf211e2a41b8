using System.Text.Json.Serialization;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>What is posted to <c>/chat/completions</c>.</summary>
internal sealed record ChatRequest(
    string Model, IReadOnlyList<ChatTurn> Messages, bool Stream, StreamOptions StreamOptions, int? MaxTokens, float? Temperature);

internal sealed record ChatTurn(string Role, string Content);

internal sealed record StreamOptions(bool IncludeUsage);

/// <summary>One event of a stream, or the whole answer of a server that does not stream.</summary>
internal sealed record ChatChunk(IReadOnlyList<ChatChoice?>? Choices, ChatUsage? Usage, System.Text.Json.JsonElement? Error);

internal sealed record ChatChoice(ChatDelta? Delta, ChatDelta? Message, string? FinishReason);

/// <param name="ReasoningContent">What some models think aloud: never shown, but a sign of life.</param>
internal sealed record ChatDelta(string? Content, string? Refusal, string? ReasoningContent);

internal sealed record ChatUsage(int? PromptTokens, int? CompletionTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatChunk))]
internal sealed partial class ChatJson : JsonSerializerContext;
