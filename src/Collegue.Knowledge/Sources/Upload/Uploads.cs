using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Reading;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Knowledge.Sources.Upload;

/// <summary>The files of collections fed by upload, in the organisation of the current scope. Every change is in its audit trail.</summary>
public sealed class Uploads(
    CollegueDb db, OrganisationScope scope, AuditTrail trail, Importer importer, TimeProvider clock, UploadOptions options)
{
    /// <summary>Keeps a file, or says why not. Reading never holds more than the largest file allowed.</summary>
    /// <param name="metadata">A JSON object given to the document as it is; null for none.</param>
    /// <param name="agent">Who gave it; null for a program.</param>
    public async Task<UploadOutcome> AddAsync(
        Guid collection, string name, Stream content, string? metadata, Guid? agent, CancellationToken cancellation)
    {
        using var held = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            if (held.Length + read > options.LargestFile)
            {
                return new UploadOutcome.Refused(UploadRefusal.TooLarge);
            }

            held.Write(buffer, 0, read);
        }

        return await AddAsync(collection, name, held.ToArray(), metadata, agent, cancellation);
    }

    /// <inheritdoc cref="AddAsync(Guid, string, Stream, string?, Guid?, CancellationToken)"/>
    public async Task<UploadOutcome> AddAsync(
        Guid collection, string name, byte[] content, string? metadata, Guid? agent, CancellationToken cancellation)
    {
        var plain = UploadName.Of(name);
        if ((plain is null ? UploadRefusal.Name : Refusal(plain, content)) is { } refusal)
        {
            return new UploadOutcome.Refused(refusal);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await RefusalAsync(collection, cancellation) is { } elsewhere)
        {
            return new UploadOutcome.Refused(elsewhere);
        }

        var replaced = await DeleteAsync(Files(collection).Where(row => row.Name == plain), cancellation);
        var file = New(collection, plain!, content, metadata);
        db.UploadedFiles.Add(file);
        await db.SaveChangesAsync(cancellation);
        await AuditAsync(replaced > 0 ? "upload.replaced" : "upload.added", file.Id, agent, cancellation);
        await transaction.CommitAsync(cancellation);
        db.Entry(file.Content!).State = EntityState.Detached;
        db.Entry(file).State = EntityState.Detached;
        return replaced > 0 ? new UploadOutcome.Replaced(file) : new UploadOutcome.Added(file);
    }

    /// <summary>Forgets a file; its document leaves at the next reading. False when there is no such file.</summary>
    public async Task<bool> RemoveAsync(Guid collection, Guid file, Guid? agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await DeleteAsync(Files(collection).Where(row => row.Id == file), cancellation) == 0)
        {
            return false;
        }

        await AuditAsync("upload.removed", file, agent, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>The same for the file whose document has this key.</summary>
    public async Task<bool> RemoveAsync(Guid collection, string documentKey, Guid? agent, CancellationToken cancellation)
    {
        var files = await Files(collection).AsNoTracking().Select(row => new { row.Id, row.Name })
            .ToDictionaryAsync(row => row.Name, row => row.Id, StringComparer.Ordinal, cancellation);
        var named = UploadSource.Keys(files.Keys).SingleOrDefault(file => file.Key == documentKey);
        return named is not null && await RemoveAsync(collection, files[named.Relative], agent, cancellation);
    }

    /// <summary>Brings the documents of the collection in line with its files; those already read are not read again.</summary>
    /// <exception cref="InvalidDataException">The organisation has no such collection, or its documents come from elsewhere.</exception>
    public async Task<ImportOutcome> ReadAsync(Guid collection, CancellationToken cancellation)
    {
        if (await RefusalAsync(collection, cancellation) is not null)
        {
            throw new InvalidDataException("the collection is not one of uploaded files.");
        }

        var row = await db.Collections.AsNoTracking().SingleAsync(
            found => found.OrganisationId == scope.Current && found.Id == collection, cancellation);
        var source = await UploadSource.OpenAsync(db, collection, cancellation);
        return await importer.RunAsync(source, new ImportTarget(scope.Current, scope.Ancestors, row.Slug, row.Title), null, cancellation);
    }

    private UploadRefusal? Refusal(string name, byte[] content) =>
        content.Length == 0 ? UploadRefusal.Empty
        : content.Length > options.LargestFile ? UploadRefusal.TooLarge
        : FileFormats.Of(Path.GetExtension(name)) is null ? UploadRefusal.UnsupportedFormat
        : null;

    /// <summary>The collection's row of source is made with its first file, unless its documents came from elsewhere.</summary>
    private async Task<UploadRefusal?> RefusalAsync(Guid collection, CancellationToken cancellation)
    {
        // Changing nothing, it makes the next one wait who gives or reads files of the same collection.
        if (await db.Collections.Where(row => row.OrganisationId == scope.Current && row.Id == collection)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version), cancellation) == 0)
        {
            return UploadRefusal.NoCollection;
        }

        var kind = await db.Sources.Where(row => row.CollectionId == collection).Select(row => (SourceKind?)row.Kind)
            .SingleOrDefaultAsync(cancellation);
        if (kind is null)
        {
            if (await db.Documents.AnyAsync(row => row.OrganisationId == scope.Current && row.CollectionId == collection, cancellation))
            {
                return UploadRefusal.OtherSource;
            }

            db.Sources.Add(new Source
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                CollectionId = collection,
                Kind = SourceKind.Upload,
            });
            await db.SaveChangesAsync(cancellation);
        }

        return kind is null or SourceKind.Upload ? null : UploadRefusal.OtherSource;
    }

    private UploadedFile New(Guid collection, string name, byte[] content, string? metadata)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new UploadedFile
        {
            OrganisationId = scope.Current,
            Id = id,
            CollectionId = collection,
            Name = name,
            Size = content.Length,
            UploadedAt = clock.GetUtcNow(),
            Metadata = metadata,
            Content = new UploadedContent
            {
                OrganisationId = scope.Current,
                FileId = id,
                Bytes = content,
            },
        };
    }

    private IQueryable<UploadedFile> Files(Guid collection) =>
        db.UploadedFiles.Where(row => row.OrganisationId == scope.Current && row.CollectionId == collection);

    private async Task<int> DeleteAsync(IQueryable<UploadedFile> files, CancellationToken cancellation)
    {
        var ids = await files.Select(row => row.Id).ToListAsync(cancellation);
        await db.UploadedContents.Where(row => ids.Contains(row.FileId)).ExecuteDeleteAsync(cancellation);
        return await db.UploadedFiles.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    private Task AuditAsync(string action, Guid file, Guid? agent, CancellationToken cancellation) =>
        trail.AppendAsync(new AuditFact(agent is null ? Actor.System : Actor.Agent, action, SubjectId: file, AgentId: agent), cancellation);
}
