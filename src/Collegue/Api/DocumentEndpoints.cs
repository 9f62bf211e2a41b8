using System.Security.Claims;
using Collegue.Design;
using Collegue.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Api;

/// <summary>Documents and passages that may be read.</summary>
internal static class DocumentEndpoints
{
    private const int LongestFilter = 200;

    public static async Task<Results<Ok<Paged<DocumentSummary>>, ProblemHttpResult>> ListAsync(
        string slug, ClaimsPrincipal user, CollegueDb db, Shelves shelves, TimeProvider clock, CancellationToken cancellation,
        int? page = null, int? page_size = null, string? q = null)
    {
        var (paging, problem) = Paging.Of(page, page_size);
        if (problem is not null)
        {
            return problem;
        }

        if (q?.Length > LongestFilter)
        {
            return ApiProblems.Invalid($"q takes {LongestFilter} characters at most.");
        }

        var rights = ReadingRights.Of(user);
        if (await shelves.FindAsync(slug, rights, cancellation) is not { } collection)
        {
            return ApiProblems.Missing("No collection of this name can be read here.");
        }

        var documents = rights.Of(db.Documents.AsNoTracking())
            .Where(row => row.OrganisationId == collection.OrganisationId && row.CollectionId == collection.Id);
        if (q?.Trim() is { Length: > 0 } text)
        {
            documents = documents.Where(Views.TitleHas(text));
        }

        var today = TownHallTime.DayOf(clock.GetUtcNow());
        var rows = await documents.OrderBy(row => row.Key).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellation);
        return TypedResults.Ok(new Paged<DocumentSummary>(
            await documents.CountAsync(cancellation), paging.Page, paging.Size, [.. rows.Select(row => Views.Of(row, collection.Slug, today))]));
    }

    public static async Task<Results<Ok<DocumentView>, ProblemHttpResult>> GetAsync(
        string collection, string key, ClaimsPrincipal user, CollegueDb db, Shelves shelves, TimeProvider clock, CancellationToken cancellation)
    {
        var rights = ReadingRights.Of(user);
        if (await shelves.FindAsync(collection, rights, cancellation) is not { } found
            || await rights.Of(db.Documents.AsNoTracking()).SingleOrDefaultAsync(
                row => row.OrganisationId == found.OrganisationId && row.CollectionId == found.Id && row.Key == key, cancellation) is not { } document)
        {
            return ApiProblems.Missing("No document of this name can be read here.");
        }

        var passages = await db.Passages.AsNoTracking()
            .Where(row => row.OrganisationId == document.OrganisationId && row.DocumentId == document.Id).OrderBy(row => row.Position).ToListAsync(cancellation);
        return TypedResults.Ok(new DocumentView(
            Views.Of(document, found.Slug, TownHallTime.DayOf(clock.GetUtcNow())), found.Notice, Views.Json(document.Metadata), [.. passages.Select(Views.Of)]));
    }

    public static async Task<Results<Ok<PassageInDocument>, ProblemHttpResult>> PassageAsync(
        Guid id, ClaimsPrincipal user, CollegueDb db, TimeProvider clock, CancellationToken cancellation) =>
        await ReadingRights.Of(user).Of(db.Passages.AsNoTracking()).Include(row => row.Document!.Collection)
            .SingleOrDefaultAsync(row => row.Id == id, cancellation) is { Document: { Collection: { } collection } document } passage
            ? TypedResults.Ok(new PassageInDocument(
                Views.Of(passage), Views.Of(document, collection.Slug, TownHallTime.DayOf(clock.GetUtcNow())), collection.Notice))
            : ApiProblems.Missing("No passage of this id can be read here.");
}
