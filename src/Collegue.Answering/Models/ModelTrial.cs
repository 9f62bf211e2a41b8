using Collegue.Answering.Models.Calling;
using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Answering.Models;

/// <param name="FirstTokenMilliseconds">Null when nothing came.</param>
public sealed record TrialResult(ModelOutcome Outcome, int? FirstTokenMilliseconds, int Milliseconds);

/// <summary>Calls a model with a harmless sentence, to see whether it answers; the result is kept with the model.</summary>
public sealed class ModelTrial(IServiceScopeFactory scopes, ChatModels models, TimeProvider clock)
{
    private const string Sentence = "Réponds par le seul mot : bonjour";
    private const int MostTokens = 64;

    /// <summary>How long after it began a trial without a result is one that was lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(11);

    /// <summary>
    /// Notes that a trial begins; the work that is returned ends it, and does not throw. Null when the organisation has no such model.
    /// </summary>
    public async Task<Func<CancellationToken, Task<TrialResult>>?> BeginAsync(
        OrganisationView organisation, Guid model, CancellationToken cancellation)
    {
        ModelEndpoint? endpoint = null;
        await InAsync(organisation, async db =>
        {
            if (await db.LanguageModels.AsNoTracking().Include(row => row.Server).SingleOrDefaultAsync(row => row.Id == model, cancellation) is { } found)
            {
                endpoint = ModelEndpoint.Of(found.Server!, found);
                await KeepAsync(db, model, new TrialResult(ModelOutcome.Running, null, 0), cancellation);
            }
        });
        return endpoint is null ? null : stop => RunAsync(organisation, endpoint, stop);
    }

    private async Task<TrialResult> RunAsync(OrganisationView organisation, ModelEndpoint endpoint, CancellationToken cancellation)
    {
        var result = await CallAsync(models.Open(endpoint, organisation.Id, organisation.Ancestors).Client, cancellation);
        models.Note(endpoint, result.Outcome);
        await InAsync(organisation, db => KeepAsync(db, endpoint.Id, result, CancellationToken.None));
        return result;
    }

    private async Task<TrialResult> CallAsync(IChatClient client, CancellationToken cancellation)
    {
        var tally = new CallTally(0, clock);
        try
        {
            var options = new ChatOptions { MaxOutputTokens = MostTokens, Temperature = 0 };
            await foreach (var update in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, Sentence)], options, cancellation))
                tally.Count(update);
            tally.Outcome = ModelOutcome.Answered;
        }
        catch (ModelException failure)
        {
            tally.Outcome = failure.Outcome;
        }
        catch (OperationCanceledException)
        {
            tally.Outcome = ModelOutcome.Abandoned;
        }

        return new TrialResult(tally.Outcome, tally.FirstTokenMilliseconds, tally.Milliseconds);
    }

    private Task KeepAsync(CollegueDb db, Guid model, TrialResult result, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        int? milliseconds = result.Outcome == ModelOutcome.Running ? null : result.FirstTokenMilliseconds ?? result.Milliseconds;
        return db.LanguageModels.Where(row => row.Id == model).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.TriedAt, now)
                .SetProperty(row => row.TriedOutcome, result.Outcome)
                .SetProperty(row => row.TriedMilliseconds, milliseconds),
            cancellation);
    }

    private async Task InAsync(OrganisationView organisation, Func<CollegueDb, Task> act)
    {
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation.Id, organisation.Ancestors);
        await act(services.ServiceProvider.GetRequiredService<CollegueDb>());
    }
}
