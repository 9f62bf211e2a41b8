using Collegue.Access;
using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Admin.Models;

/// <summary>What a model did this month in the organisation.</summary>
internal sealed record MonthOfUse(string Model, Guid ModelId, int Calls, int Failures, long Tokens, long CostMicros, double? WattHours);

/// <summary>A stop as it is shown: whose order, and whether it can be lifted from here.</summary>
internal sealed record ShownStop(ModelStop Stop, string By, string? ResumedBy, string Organisation, bool IsOwn);

/// <summary>Reads what the page of models shows.</summary>
internal sealed class ModelOverview(
    CollegueDb db, CurrentOrganisation current, OrganisationDirectory directory, ModelAccounts accounts, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int MostStops = 20;

    public Task<List<ModelServer>> ServersAsync(CancellationToken cancellation) =>
        db.ModelServers.AsNoTracking().Include(row => row.Models.OrderBy(model => model.ShownName)).OrderBy(row => row.Name).ToListAsync(cancellation);

    public async Task<ILookup<ModelFeature, Guid>> ChoicesAsync(CancellationToken cancellation) =>
        (await db.ModelChoices.AsNoTracking().OrderBy(row => row.Position).ToListAsync(cancellation)).ToLookup(row => row.Feature, row => row.ModelId);

    public async Task<IReadOnlyDictionary<Guid, ModelBudget>> BudgetsAsync(CancellationToken cancellation) =>
        (await accounts.ListAsync(cancellation)).ToDictionary(row => row.ModelId);

    public async Task<IReadOnlyList<MonthOfUse>> UsesAsync(IReadOnlyList<ModelServer> servers, CancellationToken cancellation)
    {
        var month = ModelAccounts.MonthOf(clock.GetUtcNow());
        var sums = await db.ModelUses.AsNoTracking().Where(row => row.Month == month)
            .GroupBy(row => new { row.ModelId, row.ModelName })
            .Select(same => new
            {
                same.Key.ModelId,
                same.Key.ModelName,
                Calls = same.Count(),
                Failures = same.Count(row => row.Outcome != ModelOutcome.Answered && row.Outcome != ModelOutcome.Abandoned && row.Outcome != ModelOutcome.Running),
                Tokens = same.Sum(row => (long)row.InputTokens + row.OutputTokens),
                Cost = same.Sum(row => row.CostMicros),
            }).ToListAsync(cancellation);
        var energy = servers.SelectMany(server => server.Models).ToDictionary(model => model.Id, model => model.WattHoursPerThousandTokens);
        return [.. sums.OrderBy(sum => sum.ModelName, StringComparer.CurrentCulture).Select(sum => new MonthOfUse(
            sum.ModelName, sum.ModelId, sum.Calls, sum.Failures, sum.Tokens, sum.Cost, energy.GetValueOrDefault(sum.ModelId) * sum.Tokens / 1000))];
    }

    /// <summary>The name of the organisation whose models are used because this one has none; null when there is none.</summary>
    public async Task<string?> LenderAsync(CancellationToken cancellation)
    {
        Guid[] above = [.. current.Required.Ancestors];
        var owners = above.Length == 0 ? [] : await OfInstanceAsync(instance => instance.LanguageModels
            .Where(row => above.Contains(row.OrganisationId)).Select(row => row.OrganisationId).Distinct().ToListAsync(cancellation));
        return above.Where(owners.Contains).Select(id => (Guid?)id).FirstOrDefault() is { } lender
            ? (await directory.FindAsync(lender, cancellation))?.Name
            : null;
    }

    /// <summary>Orders that hold here, of this organisation or of others, and those of this organisation that were lifted.</summary>
    public async Task<IReadOnlyList<ShownStop>> StopsAsync(CancellationToken cancellation)
    {
        var own = current.Required.Id;
        Guid[] concerned = [own, .. current.Required.Ancestors];
        var stops = await OfInstanceAsync(instance => instance.ModelStops.AsNoTracking()
            .Where(row => row.OrganisationId == own || (row.ResumedAt == null && (row.WholeInstance || concerned.Contains(row.OrganisationId))))
            .OrderByDescending(row => row.StoppedAt).Take(MostStops).ToListAsync(cancellation));
        var agents = stops.SelectMany(stop => new[] { stop.StoppedByAgentId, stop.ResumedByAgentId }).OfType<Guid>().Distinct().ToArray();
        var names = await db.Users.Where(agent => agents.Contains(agent.Id)).ToDictionaryAsync(agent => agent.Id, agent => agent.DisplayName, cancellation);
        var shown = new List<ShownStop>();
        foreach (var stop in stops)
        {
            // Who gave an order elsewhere is that organisation's business.
            var isOwn = stop.OrganisationId == own;
            shown.Add(new ShownStop(stop,
                isOwn && stop.StoppedByAgentId is { } by ? names.GetValueOrDefault(by, "") : "",
                isOwn && stop.ResumedByAgentId is { } resumed ? names.GetValueOrDefault(resumed) : null,
                isOwn ? current.Required.Name : (await directory.FindAsync(stop.OrganisationId, cancellation))?.Name ?? "", isOwn));
        }

        return shown;
    }

    private async Task<T> OfInstanceAsync<T>(Func<CollegueDb, Task<T>> read)
    {
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        return await read(services.ServiceProvider.GetRequiredService<CollegueDb>());
    }
}
