using System.Runtime.CompilerServices;
using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Models.Calling;

/// <summary>Makes no call where an administrator stopped models, and ends the calls under way.</summary>
internal sealed class StoppableChatClient(IChatClient inner, KillSwitch stops, ModelCaller caller) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var watched = stops.Watch(caller.Organisation, caller.Ancestors);
        if (await stops.OrderAsync(caller.Organisation, caller.Ancestors, cancellationToken) is not null)
            throw new ModelException(ModelOutcome.Stopped);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watched.Token);
        await using var updates = base.GetStreamingResponseAsync(messages, options, either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync(updates, watched.Token))
            yield return updates.Current;
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken stopped)
    {
        try
        {
            return await updates.MoveNextAsync() && !stopped.IsCancellationRequested
                || (stopped.IsCancellationRequested ? throw new ModelException(ModelOutcome.Stopped) : false);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            throw new ModelException(ModelOutcome.Stopped);
        }
    }
}

/// <summary>For whom a model is called, and for what.</summary>
internal sealed record ModelCaller(Guid Organisation, IReadOnlyList<Guid> Ancestors, ModelFeature Feature);
