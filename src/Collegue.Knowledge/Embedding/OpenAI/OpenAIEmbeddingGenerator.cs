using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Collegue.Knowledge.Embedding.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding.OpenAI;

/// <summary>One request to a server that speaks <c>/v1/embeddings</c>; what it answers is read with suspicion.</summary>
internal sealed class OpenAIEmbeddingGenerator(HttpClient client, OpenAIModelOptions options, string? key, TimeProvider clock)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int LargestAnswer = 128 * 1024 * 1024;
    private const int LargestError = 64 * 1024;

    private readonly Uri _address = new($"{options.BaseUrl.TrimEnd('/')}/embeddings");

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return [.. AnswerReader.Read(await PostAsync(texts, either.Token), texts.Count).Select(vector => new Embedding<float>(vector))];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddingException(string.Create(
                CultureInfo.InvariantCulture, $"The embeddings server did not answer within {Patience.TotalSeconds} s."))
            {
                Passing = true,
            };
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            throw new EmbeddingException("The embeddings server cannot be reached, or the line was cut.", cut)
            {
                Passing = true,
            };
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("openai", _address, options.Model, options.Dimensions)
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => client.Dispose();

    private TimeSpan Patience => TimeSpan.FromSeconds(options.TimeoutSeconds);

    private async Task<byte[]> PostAsync(List<string> texts, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        // Not chunked: small servers want to know the length.
        var content = JsonContent.Create(new EmbeddingsRequest(options.Model, texts, options.Dimensions), EmbeddingsJson.Default.EmbeddingsRequest);
        await content.LoadIntoBufferAsync(cancellation);
        request.Content = content;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.IsSuccessStatusCode)
        {
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellation);
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }

        var code = await ErrorCodeAsync(response.Content, cancellation);
        throw new EmbeddingException(string.Create(CultureInfo.InvariantCulture,
            $"The embeddings server answered {(int)response.StatusCode}{(code is null ? "" : $" ({code})")}{Hint(response.StatusCode)}."))
        {
            Passing = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500,
            After = After(response.Headers.RetryAfter),
        };
    }

    private static async Task<string?> ErrorCodeAsync(HttpContent content, CancellationToken cancellation)
    {
        try
        {
            await content.LoadIntoBufferAsync(LargestError, cancellation);
            return AnswerReader.ErrorCode(await content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception unread) when (unread is HttpRequestException or IOException)
        {
            // Too long, or cut: the status says enough.
            return null;
        }
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - clock.GetUtcNow());

    private static string Hint(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ": check Embeddings:OpenAI:Key",
        HttpStatusCode.NotFound => ": check Embeddings:OpenAI:BaseUrl and Model",
        HttpStatusCode.RequestEntityTooLarge => ": lower Embeddings:OpenAI:BatchSize or MaxCharacters",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ": it sends elsewhere, which is not followed; correct Embeddings:OpenAI:BaseUrl",
        _ => "",
    };
}
