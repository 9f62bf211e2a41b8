using System.Security.Claims;
using Collegue.Api;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway;

/// <summary><c>/v1/collections</c>.</summary>
internal static class CollectionEndpoints
{
    private const int LongestName = 200;
    private const int LongestDescription = 2000;

    public static async Task<Results<Created<CreatedId>, GatewayRefusal>> CreateAsync(
        HttpRequest request, ClaimsPrincipal user, GatewayBody body, GatewayCollections collections, CancellationToken cancellation)
    {
        var (asked, refusal) = await body.ReadAsync(request, GatewayJson.Default.CollectionRequest);
        if (asked is null)
        {
            return refusal!;
        }

        if (Problem(asked, isNew: true) is { } problem)
        {
            return problem;
        }

        var readers = ReadersOf(asked.Visibility) ?? Readers.Agents;
        if (Beyond(user, readers) is { } beyond)
        {
            return beyond;
        }

        var collection = await collections.CreateAsync(asked.Name!.Trim(), asked.Description, readers, cancellation);
        return TypedResults.Created($"{request.PathBase}/v1/collections/{collection.Number}", new CreatedId(collection.Number));
    }

    public static async Task<Results<Ok<CollectionList>, GatewayRefusal>> ListAsync(
        HttpRequest request, ClaimsPrincipal user, CollegueDb db, GatewayViews views, CancellationToken cancellation)
    {
        var query = new GatewayQuery(request.Query);
        var (limit, offset) = (query.Number("limit", 10, 1, 100), query.Number("offset", 0, 0));
        var (name, visibility) = (query.Text("name"), query.Word("visibility", "", "private", "public"));
        var (order, down) = (query.Word("order_by", "id", "name", "created", "updated"), query.Word("order_direction", "asc", "desc") == "desc");
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var rows = ReadingRights.Of(user).Of(db.Collections.AsNoTracking());
        rows = name is null ? rows : rows.Where(row => row.Title == name);
        rows = visibility switch
        {
            "public" => rows.Where(row => row.Readers == Readers.Everyone),
            "private" => rows.Where(row => row.Readers != Readers.Everyone),
            _ => rows,
        };
        var ordered = (order, down) switch
        {
            ("name", false) => rows.OrderBy(row => row.Title),
            ("name", true) => rows.OrderByDescending(row => row.Title),
            ("updated", false) => rows.OrderBy(row => row.ImportedAt),
            ("updated", true) => rows.OrderByDescending(row => row.ImportedAt),
            (_, true) => rows.OrderByDescending(row => row.Number),
            _ => rows.OrderBy(row => row.Number),
        };
        var page = await ordered.ThenBy(row => row.Number).Skip(offset).Take(limit).ToListAsync(cancellation);
        return TypedResults.Ok(new CollectionList(await views.OfAsync(page, ReadingRights.Of(user), cancellation)));
    }

    public static async Task<Results<Ok<CollectionObject>, GatewayRefusal>> GetAsync(
        long id, ClaimsPrincipal user, CollegueDb db, GatewayViews views, CancellationToken cancellation) =>
        await ReadingRights.Of(user).Of(db.Collections.AsNoTracking()).SingleOrDefaultAsync(row => row.Number == id, cancellation) is { } found
            ? TypedResults.Ok((await views.OfAsync([found], ReadingRights.Of(user), cancellation))[0])
            : GatewayRefusal.Missing("Collection not found.", "collection_not_found");

    public static async Task<Results<NoContent, GatewayRefusal>> ChangeAsync(
        long id, HttpRequest request, ClaimsPrincipal user, GatewayBody body, GatewayCollections collections, CancellationToken cancellation)
    {
        var (asked, refusal) = await body.ReadAsync(request, GatewayJson.Default.CollectionRequest);
        if (asked is null)
        {
            return refusal!;
        }

        var readers = ReadersOf(asked.Visibility);
        if ((Problem(asked, isNew: false) ?? (readers is { } wanted ? Beyond(user, wanted) : null)) is { } problem)
        {
            return problem;
        }

        switch (await collections.FindAsync(id, ReadingRights.Of(user), cancellation))
        {
            case Writable.Yes yes:
                await collections.ChangeAsync(yes.Collection, asked.Name?.Trim(), asked.Description, readers, cancellation);
                return TypedResults.NoContent();
            case Writable.No no:
                return no.Refusal;
            default:
                throw new InvalidOperationException();
        }
    }

    public static async Task<Results<NoContent, GatewayRefusal>> DeleteAsync(
        long id, ClaimsPrincipal user, GatewayCollections collections, GatewayUploads uploads, CancellationToken cancellation)
    {
        switch (await collections.FindAsync(id, ReadingRights.Of(user), cancellation))
        {
            case Writable.Yes yes:
                await uploads.AloneAsync(yes.Collection.Id, () => collections.DeleteAsync(yes.Collection, cancellation), cancellation);
                return TypedResults.NoContent();
            case Writable.No no:
                return no.Refusal;
            default:
                throw new InvalidOperationException();
        }
    }

    private static GatewayRefusal? Problem(CollectionRequest asked, bool isNew)
    {
        if (isNew && asked.Name is null)
        {
            return GatewayRefusal.Invalid("name", "'name' is required.");
        }

        return asked.Name is { } name && name.Trim() is not { Length: > 0 and <= LongestName } ? GatewayRefusal.Invalid("name", $"'name' takes 1 to {LongestName} characters.")
            : asked.Description?.Length > LongestDescription ? GatewayRefusal.Invalid("description", $"'description' takes {LongestDescription} characters at most.")
            : asked.Visibility is not null && ReadersOf(asked.Visibility) is null ? GatewayRefusal.Invalid("visibility", "'visibility' takes private or public.")
            : null;
    }

    private static Readers? ReadersOf(string? visibility) => visibility switch
    {
        "private" => Readers.Agents,
        "public" => Readers.Everyone,
        _ => null,
    };

    /// <summary>A key does not make what it could not read itself.</summary>
    private static GatewayRefusal? Beyond(ClaimsPrincipal user, Readers readers) => readers != Readers.Everyone && !ReadingRights.Of(user).ForAgents
        ? new GatewayRefusal(
            StatusCodes.Status403Forbidden, "A private collection is for agents: this key has no scope 'read-for-agents'.", "insufficient_permission", "visibility")
        : null;
}
