using System.Text.Json.Nodes;
using Collegue.Api;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway;

/// <summary>Rows as the clients of this contract see them.</summary>
internal sealed class GatewayViews(CollegueDb db, OrganisationDirectory organisations)
{
    private const int LongestMetadata = 255;

    public async Task<IReadOnlyList<CollectionObject>> OfAsync(IReadOnlyList<Collection> rows, ReadingRights rights, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var counts = await rights.Of(db.Documents).Where(row => ids.Contains(row.CollectionId)).GroupBy(row => row.CollectionId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var owners = (await organisations.ListAsync(cancellation)).ToDictionary(view => view.Id, view => view.Slug);
        return [.. rows.Select(row => new CollectionObject(
            row.Number, row.Title, owners.GetValueOrDefault(row.OrganisationId, ""), row.Description, row.Readers == Readers.Everyone ? "public" : "private",
            Created(row), row.ImportedAt is { } read ? Math.Max(read.ToUnixTimeSeconds(), Created(row)) : Created(row), counts.GetValueOrDefault(row.Id)))];
    }

    /// <param name="rows">With their collections.</param>
    public async Task<IReadOnlyList<DocumentObject>> OfAsync(IReadOnlyList<Document> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var counts = await db.Passages.Where(row => ids.Contains(row.DocumentId)).GroupBy(row => row.DocumentId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var names = await FileNamesAsync(rows, cancellation);
        return [.. rows.Select(row => new DocumentObject(
            row.Number, names.GetValueOrDefault((row.CollectionId, row.Key), row.Title), row.Collection!.Number, row.ImportedAt.ToUnixTimeSeconds(),
            counts.GetValueOrDefault(row.Id)))];
    }

    public static ChunkObject Of(Document document, int position, string text) => new(
        position, document.Collection!.Number, document.Number, text, Metadata(document), document.ImportedAt.ToUnixTimeSeconds());

    /// <summary>
    /// What was said of the document when it was given; for documents that nothing was said of, where they come from, so that
    /// clients can show it.
    /// </summary>
    private static JsonObject Metadata(Document document)
    {
        if (document.Metadata is { } kept && JsonNode.Parse(kept) is JsonObject said)
        {
            return said;
        }

        var metadata = new JsonObject { ["source_title"] = document.Title.Length <= LongestMetadata ? document.Title : document.Title[..LongestMetadata] };
        if (document.Url is { Length: <= LongestMetadata } url)
        {
            metadata["source_url"] = url;
        }

        if (document.Updated is { } updated)
        {
            metadata["source_date"] = updated.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        }

        return metadata;
    }

    private async Task<Dictionary<(Guid, string), string>> FileNamesAsync(IReadOnlyList<Document> rows, CancellationToken cancellation)
    {
        var collections = rows.Select(row => row.CollectionId).Distinct().ToList();
        var files = await db.UploadedFiles.AsNoTracking().Where(row => collections.Contains(row.CollectionId))
            .Select(row => new { row.CollectionId, row.Name }).ToListAsync(cancellation);
        return files.GroupBy(file => file.CollectionId)
            .SelectMany(group => UploadedNames.ByKey(group.Select(file => file.Name)).Select(pair => (group.Key, Document: pair.Key, File: pair.Value)))
            .ToDictionary(row => (row.Key, row.Document), row => row.File);
    }

    /// <summary>An id of version 7 begins with the milliseconds at which it was made.</summary>
    private static long Created(Collection row) => Convert.ToInt64(row.Id.ToString("N")[..12], 16) / 1000;
}
