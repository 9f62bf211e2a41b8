using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>
/// One request to a server that speaks <c>/v1/chat/completions</c>, never sent twice; what it answers is read with suspicion. Only text
/// is sent, and only text is read.
/// </summary>
internal sealed class OpenAIChatClient(HttpClient http, ModelEndpoint endpoint, ServerKeys keys) : IChatClient
{
    private const long LargestAnswer = 4 * 1024 * 1024;

    private readonly Uri _address = new($"{endpoint.Address.AbsoluteUri.TrimEnd('/')}/chat/completions");

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <exception cref="ModelException">The server gave no answer, or not all of it.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = Request(messages, options);
        using var response = await SendAsync(request, cancellationToken);
        await using var body = new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken), LargestAnswer);
        var chunks = response.Content.Headers.ContentType?.MediaType == "application/json"
            ? WholeAsync(body, cancellationToken)
            : ChunksAsync(body, cancellationToken);
        await using var reading = chunks.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(reading))
            yield return reading.Current;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", _address, endpoint.Name)
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // The HTTP client is shared.
    }

    private HttpRequestMessage Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = JsonContent.Create(
                new ChatRequest(endpoint.Name, [.. messages.Select(message => new ChatTurn(message.Role.Value, message.Text))],
                    Stream: true, new StreamOptions(IncludeUsage: true), options?.MaxOutputTokens, options?.Temperature),
                ChatJson.Default.ChatRequest),
        };
        request.Headers.Authorization = keys.Open(endpoint) is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            // Not chunked: small servers want to know the length.
            await request.Content!.LoadIntoBufferAsync(cancellation);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw new ModelException(Outcome(response.StatusCode));
        }
        catch (HttpRequestException unreachable)
        {
            throw new ModelException(ModelOutcome.Unreachable, unreachable);
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> reading)
    {
        try
        {
            return await reading.MoveNextAsync();
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            throw new ModelException(ModelOutcome.Cut, cut);
        }
        catch (JsonException malformed)
        {
            throw new ModelException(ModelOutcome.Malformed, malformed);
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> ChunksAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (finished, events) = (false, 0);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellation))
        {
            events++;
            if (item.Data.AsSpan().Trim() is "[DONE]")
                yield break;
            if (item.Data.Length == 0)
                continue;
            foreach (var update in Updates(Parse(item.Data)))
            {
                finished |= update.FinishReason is not null;
                yield return update;
            }
        }

        // A server may forget [DONE]; without a reason to finish either, the rest is missing.
        if (!finished)
            throw new ModelException(events == 0 ? ModelOutcome.Malformed : ModelOutcome.Cut);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> WholeAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var answer = await JsonSerializer.DeserializeAsync(body, ChatJson.Default.ChatChunk, cancellation);
        foreach (var update in Updates(answer))
            yield return update;
    }

    private static ChatChunk? Parse(string data) => JsonSerializer.Deserialize(data, ChatJson.Default.ChatChunk);

    private static IEnumerable<ChatResponseUpdate> Updates(ChatChunk? chunk)
    {
        if (chunk is null || chunk.Error is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) })
            throw new ModelException(chunk is null ? ModelOutcome.Malformed : ModelOutcome.ServerError);
        if (chunk.Choices is null && chunk.Usage is null)
            throw new ModelException(ModelOutcome.Malformed);
        foreach (var choice in chunk.Choices ?? [])
        {
            var said = choice?.Delta ?? choice?.Message;
            var update = new ChatResponseUpdate(ChatRole.Assistant, said?.Content ?? said?.Refusal);
            if (said?.Refusal is { Length: > 0 } || choice?.FinishReason == "content_filter")
                update.FinishReason = ChatFinishReason.ContentFilter;
            else if (choice?.FinishReason is { Length: > 0 } reason)
                update.FinishReason = reason == "length" ? ChatFinishReason.Length : ChatFinishReason.Stop;
            if (said?.ReasoningContent is { Length: > 0 } thought)
                update.Contents.Add(new TextReasoningContent(thought));
            yield return update;
        }

        if (chunk.Usage is { } usage)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant,
                [new UsageContent(new UsageDetails { InputTokenCount = usage.PromptTokens, OutputTokenCount = usage.CompletionTokens })]);
        }
    }

    private static ModelOutcome Outcome(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ModelOutcome.Redirected,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ModelOutcome.Unauthorised,
        HttpStatusCode.NotFound => ModelOutcome.UnknownModel,
        HttpStatusCode.TooManyRequests or HttpStatusCode.PaymentRequired => ModelOutcome.TooMany,
        >= HttpStatusCode.InternalServerError => ModelOutcome.ServerError,
        _ => ModelOutcome.Rejected,
    };
}
