using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Knowledge.Indexing;

/// <summary>A collection as search sees it; read from the database, so that rights follow it at once.</summary>
internal sealed record CollectionCard(
    Guid Organisation, Guid Id, string Slug, string Title, bool Shared, bool IsNational, string? Notice, long Version)
{
    public Readers Readers { get; init; }
    public string? OwnerDepartment { get; init; }

    /// <summary>True when the collection may answer this question; the organisation's own rights to it are another matter.</summary>
    public bool Serves(SearchQuery query) => Readers switch
    {
        Readers.Everyone => true,
        Readers.Agents => query.ForAgents,
        Readers.OwnerDepartment => query.ForAgents && OwnerDepartment is not null && Organisation == query.Organisation
            && query.Department == OwnerDepartment,
        _ => false,
    };
}

/// <summary>All collections of the instance at one moment, and the name of the index that matches them.</summary>
internal sealed class Catalogue
{
    // Raised when what is written in the index changes: older folders are then rebuilt.
    private const string Format = "4";

    private readonly Dictionary<Guid, CollectionCard> _cards;

    private Catalogue(IReadOnlyList<CollectionCard> cards)
    {
        _cards = cards.ToDictionary(card => card.Id);
        Generation = NameOf(cards);
    }

    /// <summary>Changes whenever a collection comes, goes or changes what it holds.</summary>
    public string Generation { get; }

    public IReadOnlyCollection<CollectionCard> All => _cards.Values;

    public CollectionCard? Find(Guid id) => _cards.GetValueOrDefault(id);

    /// <summary>What may be searched: the organisation's own collections and those its ancestors share, for those who may read them.</summary>
    public IReadOnlyList<CollectionCard> Visible(SearchQuery query) =>
        [.. _cards.Values
            .Where(card => card.Organisation == query.Organisation || (card.Shared && query.Ancestors.Contains(card.Organisation)))
            .Where(card => card.Serves(query))
            .Where(card => query.Collection is null || card.Slug == query.Collection)
            .Where(card => query.Collections is null || query.Collections.Contains(card.Id))
            .OrderBy(card => card.Id)];

    public static async Task<Catalogue> ReadAsync(IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var unit = scopes.CreateAsyncScope();

        // The index serves every organisation of the instance; what one of them may see is decided in its query.
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        return new Catalogue(await db.Collections.AsNoTracking()
            .Select(row => new CollectionCard(row.OrganisationId, row.Id, row.Slug, row.Title, row.SharedWithChildren,
                row.IsNational, row.Notice, row.Version)
            { Readers = row.Readers, OwnerDepartment = row.OwnerDepartment })
            .ToListAsync(cancellation));
    }

    private static string NameOf(IReadOnlyList<CollectionCard> cards)
    {
        var lines = cards.OrderBy(card => card.Organisation).ThenBy(card => card.Id)
            .Select(card => string.Create(CultureInfo.InvariantCulture, $"{card.Organisation:N}:{card.Id:N}:{card.Version}"))
            .Prepend(Format);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
    }
}
