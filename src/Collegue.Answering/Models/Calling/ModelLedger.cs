using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collegue.Answering.Models.Calling;

/// <summary>Keeps the accounts of calls in units of work of their own: what the caller stores meanwhile is not touched.</summary>
internal sealed partial class ModelLedger(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ModelLedger> logger)
{
    public Task<ModelReservation?> ReserveAsync(ModelEndpoint endpoint, ModelCaller caller, long mostMicros, CancellationToken cancellation) =>
        WithAsync(caller, accounts => accounts.ReserveAsync(Call(endpoint, caller, mostMicros), cancellation));

    /// <summary>Does not throw: the call was made, and its most is already counted.</summary>
    public async Task SettleAsync(ModelReservation reservation, ModelEndpoint endpoint, ModelCaller caller, CallTally tally)
    {
        // The reader may be gone; the account is kept all the same, unless the database hangs.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        try
        {
            var settlement = new ModelSettlement(
                tally.Outcome, tally.InputTokens, tally.OutputTokens, tally.Cost(endpoint),
                tally.FirstTokenMilliseconds, tally.Milliseconds);
            await WithAsync(caller, async accounts =>
            {
                await accounts.SettleAsync(reservation, settlement, patience.Token);
                return true;
            });
        }
        catch (Exception failure)
        {
            Log.Unsettled(logger, reservation.UseId, failure.GetType().Name);
        }
    }

    private static ModelCall Call(ModelEndpoint endpoint, ModelCaller caller, long mostMicros) =>
        new(endpoint.Owner, endpoint.Id, endpoint.ShownName, caller.Feature, mostMicros);

    private async Task<T> WithAsync<T>(ModelCaller caller, Func<ModelAccounts, Task<T>> act)
    {
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(caller.Organisation, caller.Ancestors);
        return await act(services.ServiceProvider.GetRequiredService<ModelAccounts>());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What the call {Use} cost could not be noted ({Error}); the most it could cost is counted.")]
        internal static partial void Unsettled(ILogger logger, Guid use, string error);
    }
}
