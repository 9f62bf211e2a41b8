using System.Runtime.CompilerServices;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Models.Calling;

/// <summary>Masks personal data before a server that must not receive it; what cannot be masked is not sent.</summary>
internal sealed class MaskedChatClient(IChatClient inner, Masker masker) : DelegatingChatClient(new MaskingChatClient(inner, masker))
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = Masked(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await updates.MoveNextAsync())
            yield return updates.Current;
    }

    private IAsyncEnumerable<ChatResponseUpdate> Masked(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellation)
    {
        try
        {
            return base.GetStreamingResponseAsync(messages, options, cancellation);
        }
        catch (MaskingFailedException failure)
        {
            throw new ModelException(ModelOutcome.NotAllowed, failure);
        }
    }
}
