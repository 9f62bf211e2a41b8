using Collegue.Access;
using Collegue.Api;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway;

/// <summary>What a program asks of a collection when it writes.</summary>
internal abstract record Writable
{
    private Writable()
    {
    }

    public sealed record Yes(Collection Collection) : Writable;

    public sealed record No(GatewayRefusal Refusal) : Writable;
}

/// <summary>Creates, changes and deletes the collections that programs fill.</summary>
internal sealed class GatewayCollections(CollegueDb db, CurrentOrganisation current, AuditTrail trail, TimeProvider clock)
{
    private const int LongestSlug = 64;

    public async Task<Collection> CreateAsync(string name, string? description, Readers readers, CancellationToken cancellation)
    {
        var organisation = current.Required.Id;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var number = await db.TakeAsync(NumberSequence.Collections, 1, cancellation);
        var collection = new Collection
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Number = number,
            Slug = await FreeSlugAsync(name, number, cancellation),
            Title = name,
            Description = description,
            Readers = readers,
        };
        db.Collections.Add(collection);
        db.Sources.Add(new Source
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CollectionId = collection.Id,
            Kind = SourceKind.Upload,
        });
        await db.SaveChangesAsync(cancellation);
        await AuditAsync("collection.created", collection, cancellation);
        await transaction.CommitAsync(cancellation);
        return collection;
    }

    /// <summary>The collection of this number when the organisation owns it and programs fill it.</summary>
    public async Task<Writable> FindAsync(long number, ReadingRights rights, CancellationToken cancellation)
    {
        if (await rights.Of(db.Collections).SingleOrDefaultAsync(row => row.Number == number, cancellation) is not { } collection)
        {
            return new Writable.No(GatewayRefusal.Missing("Collection not found.", "collection_not_found"));
        }

        if (collection.OrganisationId != current.Required.Id)
        {
            return new Writable.No(Forbidden("This collection is shared by another organisation: it can be read, not changed.", "collection_read_only"));
        }

        return await db.Sources.AnyAsync(row => row.CollectionId == collection.Id && row.Kind == SourceKind.Upload, cancellation)
            ? new Writable.Yes(collection)
            : new Writable.No(Forbidden("The documents of this collection come from elsewhere: it can be read, not changed.", "collection_read_only"));
    }

    public async Task ChangeAsync(Collection collection, string? name, string? description, Readers? readers, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        collection.Title = name ?? collection.Title;
        collection.Description = description ?? collection.Description;
        collection.Readers = readers ?? collection.Readers;
        await db.SaveChangesAsync(cancellation);
        await AuditAsync("collection.changed", collection, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Deletes it with its files, documents and passages.</summary>
    public async Task DeleteAsync(Collection collection, CancellationToken cancellation)
    {
        var (organisation, id) = (collection.OrganisationId, collection.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Passages.Where(row => row.OrganisationId == organisation && row.Document!.CollectionId == id).ExecuteDeleteAsync(cancellation);
        await db.Documents.Where(row => row.OrganisationId == organisation && row.CollectionId == id).ExecuteDeleteAsync(cancellation);
        await db.UploadedContents.Where(row => db.UploadedFiles.Any(file => file.Id == row.FileId && file.CollectionId == id)).ExecuteDeleteAsync(cancellation);
        await db.UploadedFiles.Where(row => row.CollectionId == id).ExecuteDeleteAsync(cancellation);
        await db.Sources.Where(row => row.CollectionId == id).ExecuteDeleteAsync(cancellation);
        await db.Collections.Where(row => row.OrganisationId == organisation && row.Id == id).ExecuteDeleteAsync(cancellation);
        await AuditAsync("collection.deleted", collection, cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private async Task<string> FreeSlugAsync(string name, long number, CancellationToken cancellation)
    {
        var plain = CollectionSlug.Of(name, LongestSlug);
        return plain.Length > 0 && !await db.Collections.AnyAsync(row => row.OrganisationId == current.Required.Id && row.Slug == plain, cancellation)
            ? plain
            : CollectionSlug.Numbered(plain, number, LongestSlug);
    }

    private static GatewayRefusal Forbidden(string message, string code) => new(StatusCodes.Status403Forbidden, message, code);

    private Task AuditAsync(string action, Collection collection, CancellationToken cancellation) => trail.AppendAsync(
        new AuditFact(Actor.System, action, SubjectId: collection.Id, Detail: $"collection={collection.Slug};readers={collection.Readers}"), cancellation);
}
