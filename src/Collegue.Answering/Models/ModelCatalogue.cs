using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Answering.Models;

/// <summary>
/// Which models an organisation uses for what. An organisation that declared no model uses those of the nearest organisation above that
/// did. Read again at most every five seconds.
/// </summary>
public sealed class ModelCatalogue(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private Snapshot _current = new([], [], DateTimeOffset.MinValue);

    /// <summary>In the order to be asked; empty when no model is to be used, which is a normal state.</summary>
    public async Task<IReadOnlyList<ModelEndpoint>> ForAsync(
        ModelFeature feature, Guid organisation, IReadOnlyList<Guid> ancestors, CancellationToken cancellation)
    {
        var snapshot = await ReadAsync(cancellation);
        foreach (var owner in ancestors.Prepend(organisation))
        {
            if (snapshot.Owners.Contains(owner))
            {
                return snapshot.Choices.GetValueOrDefault((owner, feature), []);
            }
        }

        return [];
    }

    /// <summary>Forgets what was read, after something was changed by this process.</summary>
    public void Refresh() => Volatile.Write(ref _current, new Snapshot([], [], DateTimeOffset.MinValue));

    private async Task<Snapshot> ReadAsync(CancellationToken cancellation)
    {
        var snapshot = Volatile.Read(ref _current);
        if (clock.GetUtcNow() - snapshot.ReadAt < Freshness)
        {
            return snapshot;
        }

        var now = clock.GetUtcNow();
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = services.ServiceProvider.GetRequiredService<CollegueDb>();
        var models = await db.LanguageModels.AsNoTracking().Include(row => row.Server).ToListAsync(cancellation);
        var choices = models.Count == 0 ? [] : await db.ModelChoices.AsNoTracking().OrderBy(row => row.Position).ToListAsync(cancellation);
        var enabled = models.Where(model => model is { Enabled: true, Server.Enabled: true })
            .ToDictionary(model => (model.OrganisationId, model.Id), model => ModelEndpoint.Of(model.Server!, model));
        return _current = new Snapshot(
            [.. models.Select(model => model.OrganisationId)],
            choices.Where(choice => enabled.ContainsKey((choice.OrganisationId, choice.ModelId)))
                .GroupBy(choice => (choice.OrganisationId, choice.Feature))
                .ToDictionary(same => same.Key, IReadOnlyList<ModelEndpoint> (same) => [.. same.Select(choice => enabled[(choice.OrganisationId, choice.ModelId)])]),
            now);
    }

    private sealed record Snapshot(
        HashSet<Guid> Owners, Dictionary<(Guid, ModelFeature), IReadOnlyList<ModelEndpoint>> Choices, DateTimeOffset ReadAt);
}
