using System.Linq.Expressions;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections;

internal sealed record DocumentRow(
    string Key, string Title, string? Theme, string? Audience, DateOnly? Updated, DateOnly? ValidFrom, DateOnly? ValidUntil, int Passages);

internal sealed record DocumentPage(
    IReadOnlyList<DocumentRow> Rows, int Total, int Page, int Pages, IReadOnlyList<string> Themes, IReadOnlyList<string> Audiences);

internal sealed record OpenedDocument(Document Document, IReadOnlyList<Passage> Passages, int Total, int Page, int Pages);

/// <summary>Reads documents of a collection the agent was found to have a right to.</summary>
internal sealed class DocumentReader(CollegueDb db, TimeProvider clock)
{
    private const int PageSize = 25;

    public async Task<DocumentPage> ListAsync(Collection collection, DocumentFilter filter, CancellationToken cancellation)
    {
        var all = Of(collection);
        var wanted = Narrow(all, filter);
        var total = await wanted.CountAsync(cancellation);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);

        // Two documents may have one title: the key, unique in the collection, keeps the pages apart.
        var rows = await wanted.OrderBy(row => row.Title).ThenBy(row => row.Key).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(row => new DocumentRow(
                row.Key, row.Title, row.Theme, row.Audience, row.Updated, row.ValidFrom, row.ValidUntil, row.Passages.Count)).ToListAsync(cancellation);
        return new DocumentPage(rows, total, page, pages,
            await ValuesAsync(all.Select(row => row.Theme), cancellation), await ValuesAsync(all.Select(row => row.Audience), cancellation));
    }

    /// <summary>The document with one page of its passages in reading order; null when the collection has no such key.</summary>
    public async Task<OpenedDocument?> OpenAsync(Collection collection, string key, int page, CancellationToken cancellation)
    {
        if (await Of(collection).SingleOrDefaultAsync(row => row.Key == key, cancellation) is not { } document)
        {
            return null;
        }

        const int Size = CollectionLinks.PassagesPerPage;
        var all = db.Passages.AsNoTracking().Where(row => row.OrganisationId == collection.OrganisationId && row.DocumentId == document.Id);
        var total = await all.CountAsync(cancellation);
        var pages = Math.Max(1, (total + Size - 1) / Size);
        var shown = Math.Clamp(page, 1, pages);
        var from = (shown - 1) * Size;
        var passages = await all.Where(row => row.Position >= from && row.Position < from + Size).OrderBy(row => row.Position).ToListAsync(cancellation);
        return new OpenedDocument(document, passages, total, shown, pages);
    }

    private IQueryable<Document> Of(Collection collection) =>
        db.Documents.AsNoTracking().Where(row => row.OrganisationId == collection.OrganisationId && row.CollectionId == collection.Id);

    private IQueryable<Document> Narrow(IQueryable<Document> documents, DocumentFilter filter)
    {
        var today = clock.Today();
        documents = filter.State switch
        {
            DocumentState.Current => documents.Where(row => (row.ValidUntil == null || row.ValidUntil >= today) && (row.ValidFrom == null || row.ValidFrom <= today)),
            DocumentState.Expired => documents.Where(row => row.ValidUntil < today),
            DocumentState.NotYet => documents.Where(row => row.ValidFrom > today),
            _ => documents,
        };
        if (filter.Theme is { Length: > 0 } theme)
        {
            documents = documents.Where(row => row.Theme == theme);
        }

        if (filter.Audience is { Length: > 0 } audience)
        {
            documents = documents.Where(row => row.Audience == audience);
        }

        return filter.Words.Aggregate(documents, (narrowed, word) => narrowed.Where(Mentions(word)));
    }

    /// <summary>A word in the title or in the key, in any case.</summary>
    private static Expression<Func<Document, bool>> Mentions(string word)
    {
        var (lower, accented, initial) = WordSpellings.Of(word);
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL: the database has no culture to give.
        return row => row.Key.ToLower().Contains(lower)
            || row.Title.ToLower().Contains(lower) || row.Title.ToLower().Contains(accented) || row.Title.ToLower().Contains(initial);
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static async Task<IReadOnlyList<string>> ValuesAsync(IQueryable<string?> values, CancellationToken cancellation) =>
        [.. (await values.Where(value => value != null && value != "").Distinct().ToListAsync(cancellation)).OfType<string>().Order(StringComparer.CurrentCulture)];
}
