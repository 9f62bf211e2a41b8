using System.Globalization;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections;

/// <summary>A collection with the organisation it belongs to.</summary>
/// <param name="Of">Slug of that organisation when it is a parent; null for one's own.</param>
internal sealed record ShelvedCollection(Collection Collection, string Organisation, string? Of)
{
    public bool IsOwn => Of is null;
}

internal sealed record ShelfRow(ShelvedCollection Shelved, int Documents, int Passages, int Expired, bool IsReading);

internal sealed record ShelfPage(IReadOnlyList<ShelfRow> Rows, int Total, int Page, int Pages, int Readable);

/// <summary>The collections an agent may read: the organisation's own and those its parents share.</summary>
internal sealed class CollectionShelf(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, TimeProvider clock)
{
    private const int PageSize = 25;

    /// <summary>Null when there is none of this name that the agent may read.</summary>
    public async Task<ShelvedCollection?> FindAsync(string slug, string? of, AgentRights rights, CancellationToken cancellation)
    {
        var owner = of is null ? scope.Current : (await directory.FindAsync(of, cancellation))?.Id;
        var found = await rights.Readable(db.Collections.AsNoTracking())
            .SingleOrDefaultAsync(row => row.OrganisationId == owner && row.Slug == slug, cancellation);
        return found is null ? null : await ShelveAsync(found, cancellation);
    }

    /// <summary>Own ones first, then the nearest parent's, each by title.</summary>
    public async Task<IReadOnlyList<ShelvedCollection>> ListAsync(AgentRights rights, CancellationToken cancellation)
    {
        var shelved = new List<ShelvedCollection>();
        foreach (var row in await rights.Readable(db.Collections.AsNoTracking()).ToListAsync(cancellation))
        {
            shelved.Add(await ShelveAsync(row, cancellation));
        }

        var distance = scope.Ancestors.Index().ToDictionary(entry => entry.Item, entry => entry.Index + 1);
        return [.. shelved.OrderBy(entry => distance.GetValueOrDefault(entry.Collection.OrganisationId))
            .ThenBy(entry => entry.Collection.Title, StringComparer.CurrentCulture).ThenBy(entry => entry.Collection.Id)];
    }

    public async Task<ShelfPage> ReadAsync(ShelfFilter filter, AgentRights rights, CancellationToken cancellation)
    {
        var readable = await ListAsync(rights, cancellation);
        var expired = await ExpiredAsync(readable, cancellation);
        var reading = await ReadingAsync(cancellation);
        var today = clock.Today();
        var wanted = readable.Where(entry => IsWanted(entry, filter.Kind) && Mentions(entry.Collection, filter.Words) && filter.State switch
        {
            ShelfState.ToReview => entry.Collection.NextReview <= today,
            ShelfState.Expired => expired.GetValueOrDefault(entry.Collection.Id) > 0,
            ShelfState.Reading => IsReading(entry),
            _ => true,
        }).ToList();
        var pages = Math.Max(1, (wanted.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var shown = wanted.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var counts = await CountAsync([.. shown.Select(entry => entry.Collection.Id)], cancellation);
        return new ShelfPage(
            shown.ConvertAll(entry => new ShelfRow(entry, counts.GetValueOrDefault(entry.Collection.Id).Documents,
                counts.GetValueOrDefault(entry.Collection.Id).Passages, expired.GetValueOrDefault(entry.Collection.Id), IsReading(entry))),
            wanted.Count, page, pages, readable.Count);

        bool IsReading(ShelvedCollection entry) => reading.Contains((entry.Collection.OrganisationId, entry.Collection.Slug));
    }

    /// <summary>Slug of a collection of given files that the agent may change, the agent's own department's first; null when there is none.</summary>
    public async Task<string?> GivenByHandAsync(AgentRights rights, CancellationToken cancellation)
    {
        var given = await db.Collections.AsNoTracking()
            .Where(row => row.OrganisationId == scope.Current && db.Sources.Any(source => source.CollectionId == row.Id && source.Kind == SourceKind.Upload))
            .ToListAsync(cancellation);
        return given.Where(rights.MayChange).OrderBy(row => row.OwnerDepartment == rights.Department ? 0 : 1)
            .ThenBy(row => row.Title, StringComparer.CurrentCulture).Select(row => row.Slug).FirstOrDefault();
    }

    /// <summary>Documents and passages of each collection.</summary>
    public async Task<IReadOnlyDictionary<Guid, (int Documents, int Passages)>> CountAsync(IReadOnlyList<Guid> collections, CancellationToken cancellation)
    {
        var documents = await db.Documents.Where(row => collections.Contains(row.CollectionId)).GroupBy(row => row.CollectionId)
            .Select(group => new { group.Key, Number = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Number, cancellation);
        var passages = await db.Passages.Where(row => collections.Contains(row.Document!.CollectionId)).GroupBy(row => row.Document!.CollectionId)
            .Select(group => new { group.Key, Number = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Number, cancellation);
        return collections.ToDictionary(id => id, id => (documents.GetValueOrDefault(id), passages.GetValueOrDefault(id)));
    }

    private async Task<Dictionary<Guid, int>> ExpiredAsync(IReadOnlyList<ShelvedCollection> readable, CancellationToken cancellation)
    {
        var (ids, today) = (readable.Select(entry => entry.Collection.Id).ToList(), clock.Today());
        return await db.Documents.Where(row => ids.Contains(row.CollectionId) && row.ValidUntil < today).GroupBy(row => row.CollectionId)
            .Select(group => new { group.Key, Number = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Number, cancellation);
    }

    /// <summary>A run holds counts and file names only; those of parents are looked at too, because what they share is read here.</summary>
    private async Task<HashSet<(Guid Organisation, string Slug)>> ReadingAsync(CancellationToken cancellation)
    {
        var organisations = scope.Ancestors.Append(scope.Current).ToList();
        var running = await db.ImportRuns.IgnoreQueryFilters().AsNoTracking()
            .Where(row => organisations.Contains(row.OrganisationId) && row.State == ImportState.Running)
            .Select(row => new { row.OrganisationId, row.Collection }).ToListAsync(cancellation);
        return [.. running.Select(row => (row.OrganisationId, row.Collection))];
    }

    private async Task<ShelvedCollection> ShelveAsync(Collection collection, CancellationToken cancellation)
    {
        var owner = await directory.FindAsync(collection.OrganisationId, cancellation);
        return new ShelvedCollection(collection, owner?.Name ?? "", collection.OrganisationId == scope.Current ? null : owner?.Slug ?? "");
    }

    private static bool IsWanted(ShelvedCollection entry, ShelfKind kind) => kind switch
    {
        ShelfKind.National => entry.Collection.IsNational,
        ShelfKind.Local => entry is { IsOwn: true, Collection.IsNational: false },
        ShelfKind.Shared => entry is { IsOwn: false, Collection.IsNational: false },
        _ => true,
    };

    private static bool Mentions(Collection collection, IReadOnlyList<string> words) => words.All(word =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf($"{collection.Title} {collection.Slug}", word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);
}
