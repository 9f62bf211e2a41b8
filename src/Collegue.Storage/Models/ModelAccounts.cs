using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Models;

/// <summary>A call that is about to be made.</summary>
/// <param name="Owner">Whose model it is: the current organisation, or one of its ancestors.</param>
/// <param name="MostMicros">The most it can cost.</param>
public sealed record ModelCall(Guid Owner, Guid Model, string ModelName, ModelFeature Feature, long MostMicros);

/// <summary>What was set aside for a call; null budgets nothing.</summary>
public sealed record ModelReservation(Guid UseId, ModelCall Call, int Month);

/// <summary>How a call ended and what it took.</summary>
public sealed record ModelSettlement(
    ModelOutcome Outcome, int InputTokens, int OutputTokens, long CostMicros, int? FirstTokenMilliseconds, int Milliseconds);

/// <summary>
/// Keeps the uses and the budgets of models in step, in the organisation of the current scope: money is set aside before a call, or the
/// call is refused, and what it really cost takes its place after. Many callers at once never spend more than the limit together. A
/// process that dies in a call leaves the most it could cost as its cost.
/// </summary>
public sealed class ModelAccounts(CollegueDb db, OrganisationScope scope, TimeProvider clock)
{
    /// <summary>Null when a budget of the organisation, of the owner of the model or of the model does not allow it.</summary>
    public async Task<ModelReservation?> ReserveAsync(ModelCall call, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var use = new ModelUse
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            OwnerId = call.Owner,
            ModelId = call.Model,
            ModelName = call.ModelName,
            Feature = call.Feature,
            StartedAt = now,
            Month = MonthOf(now),
            Outcome = ModelOutcome.Running,
            CostMicros = call.MostMicros,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var allowed = call.MostMicros == 0 || await TakeAsync(call, use.Month, cancellation);
        if (!allowed)
        {
            await transaction.RollbackAsync(cancellation);
            (use.Outcome, use.CostMicros, use.Milliseconds) = (ModelOutcome.OverBudget, 0, 0);
        }

        db.ModelUses.Add(use);
        await db.SaveChangesAsync(cancellation);
        if (allowed)
        {
            await transaction.CommitAsync(cancellation);
        }

        db.Entry(use).State = EntityState.Detached;
        return allowed ? new ModelReservation(use.Id, call, use.Month) : null;
    }

    /// <summary>Puts what the call cost in the place of what was set aside. Doing it again changes nothing.</summary>
    public async Task SettleAsync(ModelReservation reservation, ModelSettlement settlement, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var settled = await db.ModelUses.Where(row => row.Id == reservation.UseId && row.Outcome == ModelOutcome.Running).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Outcome, settlement.Outcome)
                .SetProperty(row => row.InputTokens, settlement.InputTokens)
                .SetProperty(row => row.OutputTokens, settlement.OutputTokens)
                .SetProperty(row => row.CostMicros, settlement.CostMicros)
                .SetProperty(row => row.FirstTokenMilliseconds, settlement.FirstTokenMilliseconds)
                .SetProperty(row => row.Milliseconds, settlement.Milliseconds),
            cancellation);
        var change = settlement.CostMicros - reservation.Call.MostMicros;
        if (settled == 1 && change != 0)
        {
            foreach (var (organisation, model) in Accounts(reservation.Call))
            {
                await Row(organisation, model).Where(row => row.Month == reservation.Month)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.SpentMicros, row => row.SpentMicros + change), cancellation);
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Needs an open transaction.</summary>
    /// <param name="model"><see cref="Guid.Empty"/> for all the models together.</param>
    /// <param name="limitMicros">Null to refuse nothing.</param>
    public async Task LimitAsync(Guid model, long? limitMicros, CancellationToken cancellation)
    {
        await OpenAsync(scope.Current, model, MonthOf(clock.GetUtcNow()), cancellation);
        await Row(scope.Current, model).ExecuteUpdateAsync(set => set.SetProperty(row => row.LimitMicros, limitMicros), cancellation);
    }

    /// <summary>The budgets of the current organisation, with what was spent this month.</summary>
    public async Task<IReadOnlyList<ModelBudget>> ListAsync(CancellationToken cancellation)
    {
        var month = MonthOf(clock.GetUtcNow());
        var rows = await db.ModelBudgets.AsNoTracking().ToListAsync(cancellation);
        foreach (var row in rows.Where(row => row.Month != month))
        {
            (row.Month, row.SpentMicros) = (month, 0);
        }

        return rows;
    }

    public static int MonthOf(DateTimeOffset instant)
    {
        var here = TownHallTime.At(instant);
        return (here.Year * 100) + here.Month;
    }

    private async Task<bool> TakeAsync(ModelCall call, int month, CancellationToken cancellation)
    {
        foreach (var (organisation, model) in Accounts(call))
        {
            if (await AddAsync(organisation, model, call.MostMicros, month, cancellation) == 0)
            {
                // No row yet, a row of another month, or no money left.
                await OpenAsync(organisation, model, month, cancellation);
                if (await AddAsync(organisation, model, call.MostMicros, month, cancellation) == 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private Task<int> AddAsync(Guid organisation, Guid model, long micros, int month, CancellationToken cancellation) =>
        Row(organisation, model)
            .Where(row => row.Month == month && (row.LimitMicros == null || row.SpentMicros + micros <= row.LimitMicros))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SpentMicros, row => row.SpentMicros + micros), cancellation);

    private async Task OpenAsync(Guid organisation, Guid model, int month, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO model_budgets (organisation_id, model_id, month, spent_micros) VALUES ({organisation}, {model}, {month}, 0) ON CONFLICT DO NOTHING",
            cancellation);
        await Row(organisation, model).Where(row => row.Month < month)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Month, month).SetProperty(row => row.SpentMicros, 0), cancellation);
    }

    /// <summary>Always in the same order, so that two calls never wait for each other.</summary>
    private IEnumerable<(Guid Organisation, Guid Model)> Accounts(ModelCall call)
    {
        if (call.Owner != scope.Current && !scope.Ancestors.Contains(call.Owner))
        {
            throw new InvalidOperationException("The model of an organisation that is no ancestor cannot be used.");
        }

        return new[] { scope.Current, call.Owner }.Distinct().Order()
            .SelectMany(organisation => new[] { (organisation, Guid.Empty), (organisation, call.Model) });
    }

    /// <summary>The filter would hide the budget of an ancestor, which pays for its model.</summary>
    private IQueryable<ModelBudget> Row(Guid organisation, Guid model) =>
        db.ModelBudgets.IgnoreQueryFilters().Where(row => row.OrganisationId == organisation && row.ModelId == model);
}
