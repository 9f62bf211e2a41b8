using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Access.Keys;

/// <summary>A key just made; <paramref name="Secret"/> is the key itself, which nothing shows again.</summary>
internal sealed record NewKey(ApiKey Row, string Secret);

/// <summary>Gives and takes back the keys of programs, in the organisation of the current scope. Each change is in its audit trail.</summary>
internal sealed class ProgramKeys(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    public const int LongestName = 100;
    public const int MostDays = 3650;

    /// <param name="days">How long it is good for; null for ever.</param>
    /// <param name="agent">Who asked; null for a command.</param>
    public async Task<NewKey> CreateAsync(string name, ApiScopes scopes, int? days, Guid? agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (secret, prefix) = KeySecret.Create();
        var key = new ApiKey
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Name = name,
            Prefix = prefix,
            Hash = KeySecret.Hash(secret),
            Scopes = ScopeNames.Complete(scopes),
            CreatedAt = now,
            ExpiresAt = days is { } most ? now.AddDays(most) : null,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellation);
        await AuditAsync("key.created", key.Id, agent, $"prefix={prefix};scopes={string.Join('+', ScopeNames.NamesOf(key.Scopes))};days={days}", cancellation);
        await transaction.CommitAsync(cancellation);
        return new NewKey(key, secret);
    }

    public Task<List<ApiKey>> ListAsync(CancellationToken cancellation) =>
        db.ApiKeys.AsNoTracking().OrderBy(row => row.RevokedAt != null).ThenByDescending(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellation);

    public Task<ApiKey?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);

    /// <summary>False when there is no such key, or when it was revoked before.</summary>
    public async Task<bool> RevokeAsync(Guid id, Guid? agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.ApiKeys.Where(row => row.Id == id && row.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellation) == 0)
        {
            return false;
        }

        await AuditAsync("key.revoked", id, agent, null, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private Task AuditAsync(string action, Guid key, Guid? agent, string? detail, CancellationToken cancellation) => trail.AppendAsync(
        new AuditFact(agent is null ? Actor.System : Actor.Agent, action, SubjectId: key, AgentId: agent, Detail: detail), cancellation);
}
