using System.Runtime.CompilerServices;
using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Models.Calling;

/// <summary>Waits for the first token, and then for each next one, no longer than the server was given, and for the whole no longer either.</summary>
internal sealed class TimedChatClient(IChatClient inner, TimeSpan token, TimeSpan total, TimeProvider clock) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var silent = new CancellationTokenSource(token, clock);
        using var late = new CancellationTokenSource(total, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silent.Token, late.Token);
        await using var updates = base.GetStreamingResponseAsync(messages, options, any.Token).GetAsyncEnumerator(any.Token);
        while (await NextAsync(updates, late.Token, cancellationToken))
        {
            var update = updates.Current;
            if (update.Contents.Count > 0)
                silent.CancelAfter(token);
            yield return update;
        }
    }

    private static async Task<bool> NextAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken late, CancellationToken cancellation)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ModelException(late.IsCancellationRequested ? ModelOutcome.TooLong : ModelOutcome.NothingInTime);
        }
    }
}
