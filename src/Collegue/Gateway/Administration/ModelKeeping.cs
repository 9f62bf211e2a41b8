using Collegue.Answering.Models;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>Changes the servers, models, choices and budgets of the organisation of the current scope; each change is in its audit trail.</summary>
internal sealed class ModelKeeping(
    CollegueDb db, OrganisationScope scope, AuditTrail trail, ModelAccounts accounts, ModelCatalogue catalogue, TimeProvider clock)
{
    public Task<ModelServer?> ServerAsync(Guid id, CancellationToken cancellation) =>
        db.ModelServers.AsNoTracking().Include(row => row.Models).SingleOrDefaultAsync(row => row.Id == id, cancellation);

    public Task<LanguageModel?> ModelAsync(Guid id, CancellationToken cancellation) =>
        db.LanguageModels.AsNoTracking().Include(row => row.Server).SingleOrDefaultAsync(row => row.Id == id, cancellation);

    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>False when another server of the organisation has that name.</summary>
    public Task<bool> SaveAsync(ModelServer server, bool isNew, Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            if (await db.ModelServers.AnyAsync(row => row.Name == server.Name && row.Id != server.Id, cancellation))
            {
                return false;
            }

            db.Entry(server).State = isNew ? EntityState.Added : EntityState.Modified;
            await db.SaveChangesAsync(cancellation);
            return true;
        },
        isNew ? "model-server.added" : "model-server.changed", server.Id, agent,
        $"place={server.Place};may_receive={server.MayReceive};key={(server.ProtectedKey is null ? "no" : "yes")};enabled={server.Enabled}", cancellation);

    /// <summary>False when another model of the organisation is shown under that name.</summary>
    public Task<bool> SaveAsync(LanguageModel model, bool isNew, Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            if (await db.LanguageModels.AnyAsync(row => row.ShownName == model.ShownName && row.Id != model.Id, cancellation))
            {
                return false;
            }

            db.Entry(model).State = isNew ? EntityState.Added : EntityState.Modified;
            await db.SaveChangesAsync(cancellation);
            return true;
        },
        isNew ? "model.added" : "model.changed", model.Id, agent, $"enabled={model.Enabled}", cancellation);

    /// <summary>With its models; what they cost stays.</summary>
    public Task<bool> RemoveServerAsync(Guid id, Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var models = await db.LanguageModels.Where(row => row.ServerId == id).Select(row => row.Id).ToArrayAsync(cancellation);
            await ForgetAsync(models, cancellation);
            return await db.ModelServers.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation) == 1;
        },
        "model-server.removed", id, agent, null, cancellation);

    public Task<bool> RemoveModelAsync(Guid id, Guid? agent, CancellationToken cancellation) =>
        ChangeAsync(async () => await ForgetAsync([id], cancellation) == 1, "model.removed", id, agent, null, cancellation);

    public Task<bool> ChooseAsync(ModelFeature feature, IReadOnlyList<Guid> models, Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var asked = models.ToArray();
            var known = await db.LanguageModels.Where(row => asked.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellation);
            await db.ModelChoices.Where(row => row.Feature == feature).ExecuteDeleteAsync(cancellation);
            foreach (var (position, model) in models.Where(known.Contains).Distinct().Index())
            {
                db.ModelChoices.Add(new ModelChoice { OrganisationId = scope.Current, Feature = feature, ModelId = model, Position = position });
            }

            await db.SaveChangesAsync(cancellation);
            return true;
        },
        "models.chosen", null, agent, $"feature={feature};models={models.Count}", cancellation);

    /// <param name="model"><see cref="Guid.Empty"/> for all the models together.</param>
    public Task<bool> LimitAsync(Guid model, long? micros, Guid? agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            if (model != Guid.Empty && !await db.LanguageModels.AnyAsync(row => row.Id == model, cancellation))
            {
                return false;
            }

            await accounts.LimitAsync(model, micros, cancellation);
            return true;
        },
        "models.budget", model == Guid.Empty ? null : model, agent, $"micro_euros={micros?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}", cancellation);

    private async Task<int> ForgetAsync(Guid[] models, CancellationToken cancellation)
    {
        await db.ModelChoices.Where(row => models.Contains(row.ModelId)).ExecuteDeleteAsync(cancellation);
        await db.ModelBudgets.Where(row => models.Contains(row.ModelId)).ExecuteDeleteAsync(cancellation);
        return await db.LanguageModels.Where(row => models.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    private async Task<bool> ChangeAsync(
        Func<Task<bool>> change, string action, Guid? subject, Guid? agent, string? detail, CancellationToken cancellation)
    {
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            if (!await change())
            {
                return false;
            }

            await trail.AppendAsync(new AuditFact(agent is null ? Actor.System : Actor.Agent, action, SubjectId: subject, AgentId: agent, Detail: detail), cancellation);
            await transaction.CommitAsync(cancellation);
        }

        catalogue.Refresh();
        return true;
    }
}
