using System.Security.Claims;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Api;

/// <summary>The collections that may be read.</summary>
internal static class CollectionEndpoints
{
    public static async Task<Results<Ok<Paged<CollectionView>>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user, CollegueDb db, OrganisationDirectory organisations, CancellationToken cancellation, int? page = null, int? page_size = null)
    {
        var (paging, problem) = Paging.Of(page, page_size);
        if (problem is not null)
        {
            return problem;
        }

        var rights = ReadingRights.Of(user);
        var readable = rights.Of(db.Collections.AsNoTracking());
        var rows = await readable.OrderBy(row => row.Slug).ThenBy(row => row.Number).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellation);
        return TypedResults.Ok(new Paged<CollectionView>(
            await readable.CountAsync(cancellation), paging.Page, paging.Size, await ViewsAsync(rows, rights, db, organisations, cancellation)));
    }

    public static async Task<Results<Ok<CollectionView>, ProblemHttpResult>> GetAsync(
        string slug, ClaimsPrincipal user, CollegueDb db, Shelves shelves, OrganisationDirectory organisations, CancellationToken cancellation)
    {
        var rights = ReadingRights.Of(user);
        return await shelves.FindAsync(slug, rights, cancellation) is { } found
            ? TypedResults.Ok((await ViewsAsync([found], rights, db, organisations, cancellation))[0])
            : ApiProblems.Missing("No collection of this name can be read here.");
    }

    private static async Task<IReadOnlyList<CollectionView>> ViewsAsync(
        IReadOnlyList<Collection> rows, ReadingRights rights, CollegueDb db, OrganisationDirectory organisations, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var counts = await rights.Of(db.Documents).Where(row => ids.Contains(row.CollectionId)).GroupBy(row => row.CollectionId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var owners = (await organisations.ListAsync(cancellation)).ToDictionary(view => view.Id, view => view.Slug);
        return [.. rows.Select(row => new CollectionView(
            row.Slug, row.Number, row.Title, row.Description, owners.GetValueOrDefault(row.OrganisationId, ""), Views.Name(row.Readers.ToString()), row.IsNational,
            row.SharedWithChildren, row.Licence, row.Notice, counts.GetValueOrDefault(row.Id), row.ImportedAt))];
    }
}
