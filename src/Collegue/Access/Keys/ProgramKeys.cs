using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Access.Keys;

/// <summary>A key just made; <paramref name="Secret"/> is the key itself, which nothing shows again.</summary>
internal sealed record NewKey(ApiKey Row, string Secret);

/// <summary>For whom a program works, and whose work it serves; null for nobody in particular.</summary>
internal sealed record KeyHolder(Guid? Agent, Guid? Department)
{
    public static KeyHolder Nobody { get; } = new(null, null);
}

/// <summary>Gives and takes back the keys of programs, in the organisation of the current scope. Each change is in its audit trail.</summary>
internal sealed class ProgramKeys(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    public const int LongestName = 100;
    public const int MostDays = 3650;

    /// <summary>Days for which a replaced key may still be used.</summary>
    public static readonly int[] Graces = [0, 1, 7, 30];

    /// <param name="days">How long it is good for; null for ever.</param>
    /// <param name="agent">Who asked; null for a command.</param>
    public Task<NewKey> CreateAsync(string name, ApiScopes scopes, int? days, Guid? agent, CancellationToken cancellation) =>
        CreateAsync(name, scopes, days, KeyHolder.Nobody, agent, cancellation);

    /// <param name="days">How long it is good for; null for ever.</param>
    /// <param name="agent">Who asked; null for a command.</param>
    /// <exception cref="InvalidDataException">The holder is not of this organisation.</exception>
    public Task<NewKey> CreateAsync(string name, ApiScopes scopes, int? days, KeyHolder holder, Guid? agent, CancellationToken cancellation) =>
        CreateUntilAsync(name, scopes, days is { } most ? clock.GetUtcNow().AddDays(most) : null, holder, agent, cancellation);

    /// <param name="end">When it stops being good; null for never.</param>
    /// <param name="agent">Who asked; null for a command.</param>
    /// <exception cref="InvalidDataException">The holder is not of this organisation.</exception>
    public async Task<NewKey> CreateUntilAsync(string name, ApiScopes scopes, DateTimeOffset? end, KeyHolder holder, Guid? agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await RequireAsync(holder, cancellation);
        var key = New(name, ScopeNames.Complete(scopes), holder, now, end, replaced: null);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.ApiKeys.Add(key.Row);
        await db.SaveChangesAsync(cancellation);
        var days = end is { } at ? (int)Math.Ceiling((at - now).TotalDays) : (int?)null;
        await AuditAsync("key.created", key.Row.Id, agent, $"prefix={key.Row.Prefix};scopes={string.Join('+', ScopeNames.NamesOf(key.Row.Scopes))};days={days}", cancellation);
        await transaction.CommitAsync(cancellation);
        return key;
    }

    /// <summary>
    /// A new key with the rights, the holder and the length of life of an old one, which is good for so many days more at most. Null when
    /// there is no such key in use, or it was replaced before.
    /// </summary>
    /// <param name="graceDays">One of <see cref="Graces"/>.</param>
    /// <param name="agent">Who asked; null for a command.</param>
    public Task<NewKey?> RotateAsync(Guid id, int graceDays, Guid? agent, CancellationToken cancellation) => RotateAsync(id, graceDays, null, agent, cancellation);

    /// <param name="graceDays">One of <see cref="Graces"/>.</param>
    /// <param name="notAfter">When the new key ends at the latest; null to let it live as long as the old one did.</param>
    /// <param name="agent">Who asked; null for a command.</param>
    public async Task<NewKey?> RotateAsync(Guid id, int graceDays, DateTimeOffset? notAfter, Guid? agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Held until the end, so that two who replace it at once do not make two new keys.
        if (await db.ApiKeys.Where(row => row.Id == id && row.RevokedAt == null && (row.ExpiresAt == null || row.ExpiresAt > now))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name), cancellation) == 0
            || await db.ApiKeys.AnyAsync(row => row.RotatedFrom == id, cancellation))
        {
            return null;
        }

        var old = await db.ApiKeys.AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
        var last = now.AddDays(graceDays);
        await db.ApiKeys.Where(row => row.Id == id && (row.ExpiresAt == null || row.ExpiresAt > last))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, last), cancellation);
        var end = now + (old.ExpiresAt - old.CreatedAt);
        var key = New(old.Name, old.Scopes, new KeyHolder(old.AgentId, old.DepartmentId), now, end is null || notAfter < end ? notAfter : end, id);
        db.ApiKeys.Add(key.Row);
        await db.SaveChangesAsync(cancellation);
        await AuditAsync("key.replaced", id, agent, $"by={key.Row.Prefix};grace_days={graceDays}", cancellation);
        await AuditAsync("key.created", key.Row.Id, agent, $"prefix={key.Row.Prefix};scopes={string.Join('+', ScopeNames.NamesOf(key.Row.Scopes))};replaces={old.Prefix}", cancellation);
        await transaction.CommitAsync(cancellation);
        return key;
    }

    /// <summary>The holder that a command names.</summary>
    /// <param name="user">Name or e-mail address of an account; null for nobody.</param>
    /// <param name="department">Short name of a department; null for none.</param>
    /// <exception cref="InvalidDataException">One is not of this organisation.</exception>
    public async Task<KeyHolder> HolderAsync(string? user, string? department, CancellationToken cancellation)
    {
        var name = user?.Trim().ToUpperInvariant();
        Guid? agent = name is null ? null : await db.Memberships
            .Where(row => row.Agent!.NormalizedUserName == name || row.Agent.NormalizedEmail == name).Select(row => (Guid?)row.AgentId).FirstOrDefaultAsync(cancellation)
            ?? throw new InvalidDataException($"no account is named '{user}' in this organisation.");
        Guid? unit = department is null ? null : await db.Departments.Where(row => row.Slug == department).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation)
            ?? throw new InvalidDataException($"no department is named '{department}' in this organisation.");
        return new KeyHolder(agent, unit);
    }

    /// <summary>Who can hold a key: the agents and the departments, by name.</summary>
    public async Task<(IReadOnlyDictionary<Guid, string> Agents, IReadOnlyDictionary<Guid, string> Departments)> HoldersAsync(CancellationToken cancellation) => (
        await db.Memberships.AsNoTracking().Select(row => new { row.AgentId, row.Agent!.DisplayName }).ToDictionaryAsync(row => row.AgentId, row => row.DisplayName, cancellation),
        await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation));

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

    private NewKey New(string name, ApiScopes scopes, KeyHolder holder, DateTimeOffset now, DateTimeOffset? end, Guid? replaced)
    {
        var (secret, prefix) = KeySecret.Create();
        var key = new ApiKey
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Name = name,
            Prefix = prefix,
            Hash = KeySecret.Hash(secret),
            Scopes = scopes,
            AgentId = holder.Agent,
            DepartmentId = holder.Department,
            RotatedFrom = replaced,
            CreatedAt = now,
            ExpiresAt = end,
        };
        return new NewKey(key, secret);
    }

    private async Task RequireAsync(KeyHolder holder, CancellationToken cancellation)
    {
        if ((holder.Agent is { } agent && !await db.Memberships.AnyAsync(row => row.AgentId == agent, cancellation))
            || (holder.Department is { } department && !await db.Departments.AnyAsync(row => row.Id == department, cancellation)))
        {
            throw new InvalidDataException("A key is held by an agent and a department of its organisation.");
        }
    }

    private Task AuditAsync(string action, Guid key, Guid? agent, string? detail, CancellationToken cancellation) => trail.AppendAsync(
        new AuditFact(agent is null ? Actor.System : Actor.Agent, action, SubjectId: key, AgentId: agent, Detail: detail), cancellation);
}
