using System.Security.Claims;
using Collegue.Api;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway;

/// <summary><c>/v1/documents</c> and their chunks.</summary>
internal static class DocumentEndpoints
{
    public static async Task<Results<Created<CreatedId>, GatewayRefusal>> GiveAsync(
        HttpRequest request, ClaimsPrincipal user, GatewayCollections collections, GatewayUploads uploads, UploadOptions limits, CancellationToken cancellation)
    {
        var (form, refusal) = await DocumentForm.ReadAsync(request, limits, cancellation);
        if (form is null)
        {
            return refusal!;
        }

        var found = await collections.FindAsync(form.Collection, ReadingRights.Of(user), cancellation);
        if (found is not Writable.Yes { Collection: var collection })
        {
            return ((Writable.No)found).Refusal;
        }

        return await uploads.GiveAsync(collection, form, cancellation) switch
        {
            GivenDocument.Stored stored => TypedResults.Created($"{request.PathBase}/v1/documents/{stored.Document.Number}", new CreatedId(stored.Document.Number)),
            GivenDocument.Unreadable unreadable => new GatewayRefusal(
                StatusCodes.Status422UnprocessableEntity, $"The file cannot be read: {unreadable.Reason}", "unreadable_file", "file"),
            GivenDocument.Refused refused => Refusal(refused.Reason, limits),
            _ => throw new InvalidOperationException(),
        };
    }

    public static async Task<Results<Ok<DocumentList>, GatewayRefusal>> ListAsync(
        HttpRequest request, ClaimsPrincipal user, CollegueDb db, GatewayViews views, CancellationToken cancellation)
    {
        var query = new GatewayQuery(request.Query);
        var (limit, offset) = (query.Number("limit", 10, 1, 100), query.Number("offset", 0, 0));
        var (name, collection) = (query.Text("name"), query.Long("collection_id", 1) ?? query.Long("collection", 1));
        var (order, down) = (query.Word("order_by", "id", "name", "created"), query.Word("order_direction", "asc", "desc") == "desc");
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var rows = ReadingRights.Of(user).Of(db.Documents.AsNoTracking()).Include(row => row.Collection).AsQueryable();
        rows = collection is null ? rows : rows.Where(row => row.Collection!.Number == collection);
        if (name is not null)
        {
            var stem = Path.GetFileNameWithoutExtension(name);
            rows = rows.Where(row => row.Title == name || row.Key == name || row.Key == stem);
        }

        var ordered = (order, down) switch
        {
            ("name", false) => rows.OrderBy(row => row.Key),
            ("name", true) => rows.OrderByDescending(row => row.Key),
            ("created", false) => rows.OrderBy(row => row.ImportedAt),
            ("created", true) => rows.OrderByDescending(row => row.ImportedAt),
            (_, true) => rows.OrderByDescending(row => row.Number),
            _ => rows.OrderBy(row => row.Number),
        };
        var page = await ordered.ThenBy(row => row.Number).Skip(offset).Take(limit).ToListAsync(cancellation);
        return TypedResults.Ok(new DocumentList(await views.OfAsync(page, cancellation)));
    }

    public static async Task<Results<Ok<DocumentObject>, GatewayRefusal>> GetAsync(
        long id, ClaimsPrincipal user, CollegueDb db, GatewayViews views, CancellationToken cancellation) =>
        await FindAsync(id, user, db, cancellation) is { } found ? TypedResults.Ok((await views.OfAsync([found], cancellation))[0]) : Missing();

    public static async Task<Results<NoContent, GatewayRefusal>> DeleteAsync(
        long id, ClaimsPrincipal user, CollegueDb db, GatewayCollections collections, GatewayUploads uploads, CancellationToken cancellation)
    {
        if (await FindAsync(id, user, db, cancellation) is not { } document)
        {
            return Missing();
        }

        if (await collections.FindAsync(document.Collection!.Number, ReadingRights.Of(user), cancellation) is Writable.No no)
        {
            return no.Refusal;
        }

        return await uploads.RemoveAsync(document, cancellation) ? TypedResults.NoContent() : Missing();
    }

    public static async Task<Results<Ok<ChunkList>, GatewayRefusal>> ChunksAsync(
        long id, HttpRequest request, ClaimsPrincipal user, CollegueDb db, CancellationToken cancellation)
    {
        var query = new GatewayQuery(request.Query);
        var (limit, offset) = (query.Number("limit", 10, 1, 100), query.Number("offset", 0, 0));
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        return await FindAsync(id, user, db, cancellation) is { } document
            ? TypedResults.Ok(new ChunkList(
                [.. (await Passages(document, db).OrderBy(row => row.Position).Skip(offset).Take(limit).ToListAsync(cancellation))
                    .Select(row => GatewayViews.Of(document, row.Position, row.Text))]))
            : Missing();
    }

    public static async Task<Results<Ok<ChunkObject>, GatewayRefusal>> ChunkAsync(
        long id, int chunk, ClaimsPrincipal user, CollegueDb db, CancellationToken cancellation) =>
        await FindAsync(id, user, db, cancellation) is { } document
        && await Passages(document, db).SingleOrDefaultAsync(row => row.Position == chunk, cancellation) is { } passage
            ? TypedResults.Ok(GatewayViews.Of(document, passage.Position, passage.Text))
            : GatewayRefusal.Missing("Chunk not found.", "chunk_not_found");

    private static Task<Document?> FindAsync(long id, ClaimsPrincipal user, CollegueDb db, CancellationToken cancellation) =>
        ReadingRights.Of(user).Of(db.Documents.AsNoTracking()).Include(row => row.Collection).SingleOrDefaultAsync(row => row.Number == id, cancellation);

    private static IQueryable<Passage> Passages(Document document, CollegueDb db) =>
        db.Passages.AsNoTracking().Where(row => row.OrganisationId == document.OrganisationId && row.DocumentId == document.Id);

    private static GatewayRefusal Missing() => GatewayRefusal.Missing("Document not found.", "document_not_found");

    private static GatewayRefusal Refusal(UploadRefusal reason, UploadOptions limits) => reason switch
    {
        UploadRefusal.Empty => GatewayRefusal.Invalid("file", "The file is empty."),
        UploadRefusal.TooLarge => new GatewayRefusal(
            StatusCodes.Status413PayloadTooLarge, $"A file takes {limits.MaxFileMegabytes} MB at most.", "file_too_large", "file"),
        UploadRefusal.UnsupportedFormat => new GatewayRefusal(
            StatusCodes.Status422UnprocessableEntity, "Files of this kind are not read: see the guide for those that are.", "unsupported_file_type", "file"),
        UploadRefusal.Name => GatewayRefusal.Invalid("name", "No file may be called so."),
        UploadRefusal.NoCollection => GatewayRefusal.Missing("Collection not found.", "collection_not_found"),
        _ => new GatewayRefusal(StatusCodes.Status403Forbidden, "The documents of this collection come from elsewhere.", "collection_read_only"),
    };
}
