using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway;

/// <summary>What giving a document did.</summary>
internal abstract record GivenDocument
{
    private GivenDocument()
    {
    }

    public sealed record Stored(Document Document) : GivenDocument;

    public sealed record Refused(UploadRefusal Reason) : GivenDocument;

    /// <summary>Nothing could be read in it; <paramref name="Reason"/> is one line.</summary>
    public sealed record Unreadable(string Reason) : GivenDocument;
}

/// <summary>Keeps the files programs give and reads them at once, one program at a time for each collection.</summary>
internal sealed class GatewayUploads(CollegueDb db, Uploads uploads, CollectionTurns turns)
{
    private const int MostReadings = 5;

    public Task<GivenDocument> GiveAsync(Collection collection, DocumentForm form, CancellationToken cancellation) =>
        turns.AloneAsync(collection.Id, () => GiveAloneAsync(collection, form, cancellation), cancellation);

    /// <summary>False when no file of the collection is behind the document.</summary>
    public Task<bool> RemoveAsync(Document document, CancellationToken cancellation) => turns.AloneAsync(
        document.CollectionId,
        async () =>
        {
            if (!await uploads.RemoveAsync(document.CollectionId, document.Key, null, cancellation))
            {
                return false;
            }

            await ReadUntilAsync(
                document.CollectionId, async _ => !await Documents(document.CollectionId).AnyAsync(row => row.Id == document.Id, cancellation), cancellation);
            return true;
        },
        cancellation);

    /// <summary>Does something to the collection while nobody gives it files.</summary>
    public Task AloneAsync(Guid collection, Func<Task> act, CancellationToken cancellation) => turns.AloneAsync(
        collection,
        async () =>
        {
            await act();
            return true;
        },
        cancellation);

    private async Task<GivenDocument> GiveAloneAsync(Collection collection, DocumentForm form, CancellationToken cancellation)
    {
        // A file that cannot be read must not take the place of one that could.
        if (await db.UploadedFiles.AnyAsync(row => row.CollectionId == collection.Id && row.Name == form.Name, cancellation)
            && await UploadedNames.WhyUnreadableAsync(form.Content, form.Name, cancellation) is { } reason)
        {
            return new GivenDocument.Unreadable(reason);
        }

        var file = await uploads.AddAsync(collection.Id, form.Name, form.Content, form.Metadata, null, cancellation) switch
        {
            UploadOutcome.Added added => added.File,
            UploadOutcome.Replaced replaced => replaced.File,
            UploadOutcome.Refused refused => (object)refused.Reason,
            _ => throw new InvalidOperationException(),
        };
        return file is UploadedFile kept ? await ReadAsync(collection, kept, cancellation) : new GivenDocument.Refused((UploadRefusal)file);
    }

    private async Task<GivenDocument> ReadAsync(Collection collection, UploadedFile file, CancellationToken cancellation)
    {
        Document? document = null;
        string? refusal = null;
        await ReadUntilAsync(
            collection.Id,
            async outcome =>
            {
                refusal = (outcome as ImportOutcome.Finished)?.Summary.Issues.FirstOrDefault(skipped => skipped.File == file.Name)?.Reason;
                document = await FindAsync(collection.Id, file.Name, cancellation);
                return refusal is not null || (document is not null && (outcome is ImportOutcome.Finished || document.ImportedAt >= file.UploadedAt));
            },
            cancellation);
        if (refusal is not null)
        {
            await uploads.RemoveAsync(collection.Id, file.Id, null, cancellation);
            return new GivenDocument.Unreadable(refusal);
        }

        return document is null ? throw new InvalidOperationException("A file was kept and read, but there is no document of it.") : new GivenDocument.Stored(document);
    }

    /// <summary>Another node may read the collection at the same time; the newer reading goes on, and may have begun before this file was there.</summary>
    private async Task ReadUntilAsync(Guid collection, Func<ImportOutcome, Task<bool>> isDone, CancellationToken cancellation)
    {
        for (var reading = 1; reading <= MostReadings; reading++)
        {
            if (await isDone(await uploads.ReadAsync(collection, cancellation)))
            {
                return;
            }
        }
    }

    private async Task<Document?> FindAsync(Guid collection, string fileName, CancellationToken cancellation)
    {
        var names = await db.UploadedFiles.Where(row => row.CollectionId == collection).Select(row => row.Name).ToListAsync(cancellation);
        var key = UploadedNames.ByKey(names).FirstOrDefault(pair => pair.Value == fileName).Key;
        return key is null ? null : await Documents(collection).SingleOrDefaultAsync(row => row.Key == key, cancellation);
    }

    private IQueryable<Document> Documents(Guid collection) => db.Documents.AsNoTracking().Where(row => row.CollectionId == collection);
}
