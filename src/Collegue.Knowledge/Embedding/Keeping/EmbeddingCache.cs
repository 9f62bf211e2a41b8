using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Knowledge.Embedding.Keeping;

/// <summary>The vectors other models gave, kept in the database for each organisation, model and text.</summary>
internal sealed class EmbeddingCache(IServiceScopeFactory scopes)
{
    private const int AtOnce = 500;

    /// <summary>Vectors by the hash of their text; those not there are not given.</summary>
    public async Task<Dictionary<string, float[]>> FindAsync(
        Guid organisation, string model, IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        var found = new Dictionary<string, float[]>(StringComparer.Ordinal);
        await using var unit = Enter(organisation);
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        foreach (var some in hashes.Chunk(AtOnce))
        {
            foreach (var row in await db.EmbeddedTexts.AsNoTracking()
                         .Where(row => row.OrganisationId == organisation && row.Model == model && some.Contains(row.TextHash))
                         .ToListAsync(cancellation))
            {
                if (KeptVector.Read(row.Vector) is { } vector)
                {
                    found[row.TextHash] = vector;
                }
            }
        }

        return found;
    }

    /// <summary>Which of the texts have a vector.</summary>
    public async Task<HashSet<string>> KnownAsync(
        Guid organisation, string model, IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var unit = Enter(organisation);
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        foreach (var some in hashes.Distinct().Chunk(AtOnce))
        {
            known.UnionWith(await db.EmbeddedTexts
                .Where(row => row.OrganisationId == organisation && row.Model == model && some.Contains(row.TextHash))
                .Select(row => row.TextHash).ToListAsync(cancellation));
        }

        return known;
    }

    /// <summary>Keeps vectors for good; one that another process kept meanwhile stays as it is.</summary>
    public async Task KeepAsync(
        Guid organisation, string model, IReadOnlyDictionary<string, float[]> vectors, CancellationToken cancellation)
    {
        try
        {
            await AddAsync(organisation, model, vectors, cancellation);
        }
        catch (DbUpdateException)
        {
            // Another process kept some of them between the look and the write: the second look sees them.
            await AddAsync(organisation, model, vectors, cancellation);
        }
    }

    /// <summary>How many texts of the instance have a vector of the model.</summary>
    public async Task<long> CountAsync(string model, CancellationToken cancellation)
    {
        await using var unit = EnterInstance();
        return await unit.ServiceProvider.GetRequiredService<CollegueDb>().EmbeddedTexts.LongCountAsync(row => row.Model == model, cancellation);
    }

    /// <summary>Forgets what every model gave, for every organisation; gives how many vectors there were.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellation)
    {
        await using var unit = EnterInstance();
        return await unit.ServiceProvider.GetRequiredService<CollegueDb>().EmbeddedTexts.ExecuteDeleteAsync(cancellation);
    }

    private async Task AddAsync(
        Guid organisation, string model, IReadOnlyDictionary<string, float[]> vectors, CancellationToken cancellation)
    {
        await using var unit = Enter(organisation);
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        foreach (var some in vectors.Keys.Chunk(AtOnce))
        {
            var there = await db.EmbeddedTexts
                .Where(row => row.OrganisationId == organisation && row.Model == model && some.Contains(row.TextHash))
                .Select(row => row.TextHash).ToHashSetAsync(cancellation);
            db.EmbeddedTexts.AddRange(some.Where(hash => !there.Contains(hash)).Select(hash => new EmbeddedText
            {
                OrganisationId = organisation,
                Model = model,
                TextHash = hash,
                Vector = KeptVector.Write(vectors[hash]),
            }));
        }

        await db.SaveChangesAsync(cancellation);
    }

    private AsyncServiceScope Enter(Guid organisation)
    {
        var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation, []);
        return unit;
    }

    private AsyncServiceScope EnterInstance()
    {
        var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        return unit;
    }
}
