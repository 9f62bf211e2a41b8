using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Safeguards.Masking;

/// <summary>What <see cref="MaskingChatClient"/> may let through.</summary>
/// <param name="AllowUnmaskable">Images, sounds, files and whatever else cannot be read here may be sent as they are.</param>
public sealed record MaskingChatOptions(bool AllowUnmaskable = false);

/// <summary>
/// Masks all that a model is sent (messages, instructions, tool calls and results) and restores what it answers, in streams too. It fails
/// closed: when something cannot be masked, or personal data can still be found in what would be sent, the model is not called.
/// </summary>
/// <param name="map">The map of a conversation whose earlier turns the server keeps; by default each call has its own.</param>
public sealed class MaskingChatClient(IChatClient inner, Masker masker, MaskingChatOptions? options = null, MaskMap? map = null)
    : DelegatingChatClient(inner)
{
    /// <exception cref="MaskingFailedException">The model was not called.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = MaskAll(messages, options);
        var response = await base.GetResponseAsync(prompt.Messages, prompt.Options, cancellationToken);
        foreach (var message in response.Messages)
            message.Contents = [.. message.Contents.Select(content => RestoredContent.Of(content, prompt.Map))];
        return response;
    }

    /// <exception cref="MaskingFailedException">The model was not called.</exception>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = MaskAll(messages, options);
        return RestoreAsync(base.GetStreamingResponseAsync(prompt.Messages, prompt.Options, cancellationToken), prompt.Map, cancellationToken);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> RestoreAsync(
        IAsyncEnumerable<ChatResponseUpdate> updates, MaskMap map, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var restoring = new RestoredUpdates(map);
        await foreach (var update in updates.WithCancellation(cancellation))
            yield return restoring.Next(update);
        if (restoring.Last() is { } last)
            yield return last;
    }

    private MaskedPrompt MaskAll(IEnumerable<ChatMessage> messages, ChatOptions? asked)
    {
        try
        {
            return new PromptMask(masker, map ?? new MaskMap(), options ?? new MaskingChatOptions()).Apply([.. messages], asked);
        }
        catch (Exception failure) when (failure is not MaskingFailedException)
        {
            // The failure of a detector may quote the text: it is not carried along.
            throw new MaskingFailedException($"The prompt could not be masked ({failure.GetType().Name}).");
        }
    }
}
