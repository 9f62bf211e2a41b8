using System.Runtime.CompilerServices;
using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Models.Calling;

/// <summary>Sets the most a call can cost aside before it is made, or does not make it; notes what it took when it ended, however it ended.</summary>
internal sealed class AccountedChatClient(IChatClient inner, ModelEndpoint endpoint, ModelCaller caller, ModelLedger ledger, TimeProvider clock)
    : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var tally = new CallTally(TokenEstimate.Most(prompt), clock);
        var most = endpoint.Cost(tally.InputTokens, options?.MaxOutputTokens ?? endpoint.ContextTokens);
        var reservation = await ledger.ReserveAsync(endpoint, caller, most, cancellationToken)
            ?? throw new ModelException(ModelOutcome.OverBudget);
        try
        {
            await using var updates = base.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(updates, tally))
            {
                tally.Count(updates.Current);
                yield return updates.Current;
            }

            tally.Outcome = ModelOutcome.Answered;
        }
        finally
        {
            await ledger.SettleAsync(reservation, endpoint, caller, tally);
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CallTally tally)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ModelException failure)
        {
            tally.Outcome = failure.Outcome;
            throw;
        }
    }
}
