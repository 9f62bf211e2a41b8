using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Knowledge.Indexing;

/// <summary>A collection as search sees it; read from the database, so that rights follow it at once.</summary>
internal sealed record CollectionCard(
    Guid Organisation, Guid Id, string Slug, string Title, bool Shared, bool IsNational, string? Notice, long Version);

/// <summary>All collections of the instance at one moment, and the name of the index that matches them.</summary>
internal sealed class Catalogue
{
    // Raised when what is written in the index changes: older folders are then rebuilt.
    private const string Format = "3";

    private readonly Dictionary<Guid, CollectionCard> _cards;

    private Catalogue(IReadOnlyList<CollectionCard> cards)
    {
        _cards = cards.ToDictionary(card => card.Id);
        Generation = NameOf(cards);
    }

    /// <summary>Changes whenever a collection comes, goes or changes what it holds.</summary>
    public string Generation { get; }

    public CollectionCard? Find(Guid id) => _cards.GetValueOrDefault(id);

    /// <summary>What an organisation may read: its own collections and those its ancestors share.</summary>
    public IReadOnlyList<CollectionCard> Visible(Guid organisation, IReadOnlyList<Guid> ancestors, string? slug) =>
        [.. _cards.Values
            .Where(card => card.Organisation == organisation || (card.Shared && ancestors.Contains(card.Organisation)))
            .Where(card => slug is null || card.Slug == slug)
            .OrderBy(card => card.Id)];

    public static async Task<Catalogue> ReadAsync(IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var unit = scopes.CreateAsyncScope();

        // The index serves every organisation of the instance; what one of them may see is decided in its query.
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        return new Catalogue(await db.Collections.AsNoTracking()
            .Select(row => new CollectionCard(row.OrganisationId, row.Id, row.Slug, row.Title, row.SharedWithChildren,
                row.IsNational, row.Notice, row.Version))
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
