using System.Security.Claims;
using Collegue.Access;
using Collegue.Api;
using Collegue.Design;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway;

/// <summary><c>/v1/search</c>: the passages that fit a question, best first.</summary>
internal static class SearchEndpoint
{
    public static async Task<Results<Ok<SearchList>, GatewayRefusal>> FindAsync(
        HttpRequest request, ClaimsPrincipal user, GatewayBody body, CollegueDb db, Search search, CurrentOrganisation current, TimeProvider clock,
        CancellationToken cancellation)
    {
        var (sent, refusal) = await body.ReadAsync(request, GatewayJson.Default.SearchRequest);
        if (sent is null)
        {
            return refusal!;
        }

        var (asked, wrong) = AskedSearch.Read(sent);
        if (asked is null)
        {
            return wrong!;
        }

        var rights = ReadingRights.Of(user);
        var collections = await rights.Of(db.Collections).Where(row => asked.Collections.Contains(row.Number)).Select(row => row.Id).ToListAsync(cancellation);
        if (collections.Count < asked.Collections.Count)
        {
            return GatewayRefusal.Missing("Collection not found.", "collection_not_found");
        }

        var documents = await DocumentsAsync(asked, collections, rights, db, cancellation);
        if (documents is { Count: 0 })
        {
            return TypedResults.Ok(new SearchList([], Usage.Nothing));
        }

        var organisation = current.Required;
        var query = new SearchQuery(asked.Question, organisation.Id, organisation.Ancestors, TownHallTime.DayOf(clock.GetUtcNow()), ForAgents: rights.ForAgents, Mode: asked.Mode)
        {
            Collections = collections.Count == 0 ? null : collections,
            Documents = documents,
        };
        var found = await RankedPassages.FindAsync(search, query, asked, cancellation);
        return TypedResults.Ok(new SearchList(await ChunksAsync(found, asked, db, cancellation), Usage.Nothing));
    }

    /// <summary>The only documents to look at; null for all.</summary>
    private static async Task<List<Guid>?> DocumentsAsync(
        AskedSearch asked, List<Guid> collections, ReadingRights rights, CollegueDb db, CancellationToken cancellation)
    {
        if (asked.Documents.Count == 0 && asked.Filter is null)
        {
            return null;
        }

        var rows = rights.Of(db.Documents.AsNoTracking());
        rows = asked.Documents.Count == 0 ? rows : rows.Where(row => asked.Documents.Contains(row.Number));
        if (asked.Filter is not { } filter)
        {
            return await rows.Select(row => row.Id).ToListAsync(cancellation);
        }

        rows = collections.Count == 0 ? rows : rows.Where(row => collections.Contains(row.CollectionId));
        var described = await rows.Where(row => row.Metadata != null).Select(row => new { row.Id, row.Metadata }).ToListAsync(cancellation);
        return [.. described.Where(row => filter.Accepts(row.Metadata!)).Select(row => row.Id)];
    }

    private static async Task<IReadOnlyList<FoundChunk>> ChunksAsync(
        IReadOnlyList<RankedPassage> found, AskedSearch asked, CollegueDb db, CancellationToken cancellation)
    {
        var ids = found.Select(passage => passage.Hit.Document.Id).Distinct().ToList();
        var documents = await db.Documents.AsNoTracking().Include(row => row.Collection).Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);

        // The index may still hold a document that was just deleted.
        return [.. found.Where(passage => documents.ContainsKey(passage.Hit.Document.Id)).Select(passage => new FoundChunk(
            asked.Method, Math.Round(passage.Score, 6), GatewayViews.Of(documents[passage.Hit.Document.Id], passage.Hit.Position, passage.Hit.Text)))];
    }
}
