using System.Collections.Concurrent;
using System.Data.Common;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Access.Keys;

/// <summary>A key that opens, as of a few seconds ago at most.</summary>
internal sealed record KnownKey(
    Guid Id, Guid Organisation, ApiScopes Scopes, Guid? Agent, Guid? Department, DateTimeOffset? ExpiresAt, DateTimeOffset ReadAt);

/// <summary>
/// Recognises keys without a query for each request: what is known of a key is read again after <see cref="Freshness"/>, so
/// that revoking it takes effect within that time on every node. Keys that do not open are never kept.
/// </summary>
internal sealed partial class KeyRing(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeyRing> logger)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UseWrittenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, KnownKey> known = new(StringComparer.Ordinal);

    /// <summary>The key that opened lately with this text, without asking the database; for counting only, never for rights.</summary>
    public Guid? Lately(string given) =>
        known.TryGetValue(KeySecret.Hash(given), out var key) && clock.GetUtcNow() - key.ReadAt < Remembered ? key.Id : null;

    /// <summary>Null for a key that is unknown, expired or revoked.</summary>
    public async ValueTask<KnownKey?> FindAsync(string given, CancellationToken cancellation)
    {
        if (KeySecret.PrefixOf(given) is not { } prefix)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var hash = KeySecret.Hash(given);
        if (!known.TryGetValue(hash, out var key) || now - key.ReadAt >= Freshness)
        {
            key = await ReadAsync(prefix, hash, now, cancellation);
            Keep(hash, key, now);
        }

        return key is null || key.ExpiresAt <= now ? null : key;
    }

    private async Task<KnownKey?> ReadAsync(string prefix, string hash, DateTimeOffset now, CancellationToken cancellation)
    {
        await SocketThread.LeaveAsync();
        await using var unit = scopes.CreateAsyncScope();

        // Which organisation a key opens is known once it is found.
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        var rows = await db.ApiKeys.AsNoTracking().Where(row => row.Prefix == prefix && row.RevokedAt == null).ToListAsync(cancellation);
        if (rows.Find(row => KeySecret.Same(row.Hash, hash)) is not { } found || found.ExpiresAt <= now)
        {
            return null;
        }

        if (found.LastUsedAt is not { } last || now - last >= UseWrittenEvery)
        {
            await WriteUseAsync(db, found, now, cancellation);
        }

        return new KnownKey(found.Id, found.OrganisationId, found.Scopes, found.AgentId, found.DepartmentId, found.ExpiresAt, now);
    }

    private async Task WriteUseAsync(CollegueDb db, ApiKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await db.ApiKeys.Where(row => row.OrganisationId == key.OrganisationId && row.Id == key.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellation);
        }
        catch (DbException exception)
        {
            // A database busy with an import must not refuse those who only read.
            Log.UseNotWritten(logger, key.Id, exception.GetType().Name);
        }
    }

    private void Keep(string hash, KnownKey? key, DateTimeOffset now)
    {
        if (key is null)
        {
            known.TryRemove(hash, out _);
            return;
        }

        if (known.Count >= MostKept)
        {
            foreach (var (old, value) in known)
            {
                if (now - value.ReadAt >= Freshness)
                {
                    known.TryRemove(old, out _);
                }
            }
        }

        known[hash] = key;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The last use of key {Key} was not written: {Error}.")]
        internal static partial void UseNotWritten(ILogger logger, Guid key, string error);
    }
}
