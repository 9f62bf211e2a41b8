using System.Globalization;
using Collegue.Access;
using Collegue.Casework;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources.Folder;
using Collegue.Knowledge.Sources.Site;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Workers;

/// <summary>A source as somebody describes it.</summary>
/// <param name="Title">Of its collection; null for what the source calls itself.</param>
internal sealed record NewSource(SourceKind Kind, string? Location, string? Title, Rhythm Rhythm);

/// <summary>What adding a source gave.</summary>
internal abstract record SourceAdded
{
    private SourceAdded()
    {
    }

    public sealed record Done(Guid Source) : SourceAdded;

    /// <param name="Detail">What the reader of the place said; null when the reason says it all.</param>
    public sealed record Refused(SourceRefusal Reason, string? Detail = null) : SourceAdded;
}

internal enum SourceRefusal
{
    TitleMissing,
    TitleLong,
    LocationMissing,

    /// <summary>Not under one of <see cref="SourceOptions.FolderRoots"/>.</summary>
    FolderForbidden,

    /// <summary>An address of this machine or of the private network, where a browser's user has no business.</summary>
    PrivateSite,

    /// <summary>The reader says why in the detail.</summary>
    NotReadable,

    /// <summary>A collection of this name has a source already, or documents that came from elsewhere.</summary>
    Exists,
}

/// <summary>Adds sources to the current organisation: a collection, its source, the promise to read it, and the audit entry.</summary>
internal sealed class SourceAddition(
    CollegueDb db, CurrentOrganisation current, SourceOpener opener, JobRequests jobs, AuditTrail trail, TimeProvider clock, DataDirectory data,
    IOptions<SourceOptions> options, IOptions<SiteOptions> sites)
{
    public const int LongestTitle = 200;

    public IReadOnlyList<string> Roots => options.Value.FolderRoots is { Count: > 0 } given ? [.. given] : [data.In("folders")];

    public async Task<SourceAdded> AddAsync(NewSource wanted, Guid agent, CancellationToken cancellation)
    {
        var title = string.IsNullOrWhiteSpace(wanted.Title) ? null : wanted.Title.Trim();
        if (title?.Length > LongestTitle)
        {
            return new SourceAdded.Refused(SourceRefusal.TitleLong);
        }

        var (target, origin, refused) = Target(wanted.Kind, wanted.Location?.Trim() ?? "", title);
        return refused ?? await KeepAsync(Named(target!, title), origin!, wanted.Rhythm, agent, cancellation);
    }

    private (ImportTarget? Target, ImportOrigin? Origin, SourceAdded.Refused? Refused) Target(SourceKind kind, string location, string? title)
    {
        var owner = current.Required;
        switch (kind)
        {
            case SourceKind.Upload:
                return title is null
                    ? Refuse(SourceRefusal.TitleMissing)
                    : (new ImportTarget(owner.Id, owner.Ancestors, CollectionSlug.Of(title), title), new ImportOrigin(kind, null), null);
            case SourceKind.Site or SourceKind.ServicePublic when IsPrivate(location):
                return Refuse(SourceRefusal.PrivateSite);
            case SourceKind.ServicePublic:
                // The place itself is looked for when it is read: that may be a download.
                return location.Length == 0 || IsSecureAddress(location)
                    ? (Imports.National(owner), new ImportOrigin(kind, location.Length == 0 ? null : location), null)
                    : !IsAllowed(location) ? Refuse(SourceRefusal.FolderForbidden)
                    : Path.Exists(location) ? (Imports.National(owner), new ImportOrigin(kind, Path.GetFullPath(location)), null)
                    : Refuse(SourceRefusal.NotReadable);
            case SourceKind.Folder or SourceKind.Site when location.Length == 0:
                return Refuse(SourceRefusal.LocationMissing);
            case SourceKind.Folder when !IsAllowed(location):
                return Refuse(SourceRefusal.FolderForbidden);
            default:
                return (kind == SourceKind.Folder ? SourceOpener.Folder(location) : opener.Site(location)) switch
                {
                    SourceOpening.Opened opened => (Imports.Target(owner, opened), opened.Origin, null),
                    SourceOpening.Refused refused => Refuse(SourceRefusal.NotReadable, refused.Reason),
                    _ => throw new InvalidOperationException(),
                };
        }
    }

    private async Task<SourceAdded> KeepAsync(
        ImportTarget target, ImportOrigin origin, Rhythm rhythm, Guid agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var number = await db.TakeAsync(NumberSequence.Collections, 1, cancellation);
        var collection = await db.Collections.SingleOrDefaultAsync(
            row => row.OrganisationId == target.Organisation && row.Slug == target.Slug, cancellation);
        if (collection is not null && await IsTakenAsync(collection, origin.Kind, cancellation))
        {
            return new SourceAdded.Refused(SourceRefusal.Exists);
        }

        if (collection is null)
        {
            collection = NewCollection(target, number);
            db.Collections.Add(collection);
        }

        int? everyHours = rhythm == Rhythm.Never ? null : (int)rhythm;
        var source = new Source
        {
            OrganisationId = target.Organisation,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CollectionId = collection.Id,
            Kind = origin.Kind,
            Location = origin.Location,
            EveryHours = everyHours,
            NextAt = SourceControl.Next(everyHours, clock),
        };
        db.Sources.Add(source);
        await db.SaveChangesAsync(cancellation);
        if (origin.Kind != SourceKind.Upload)
        {
            await jobs.QueueAsync(JobKinds.ReadSource, source.Id, again: false, cancellation);
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"collection={target.Slug};kind={origin.Kind};hours={(int)rhythm}");
        await trail.AppendAsync(new AuditFact(Actor.Agent, "source.added", SubjectId: source.Id, AgentId: agent, Detail: detail), cancellation);
        await transaction.CommitAsync(cancellation);
        return new SourceAdded.Done(source.Id);
    }

    private static ImportTarget Named(ImportTarget target, string? title) =>
        title is null ? target : target with { Title = title, Slug = CollectionSlug.Of(title) };

    private Collection NewCollection(ImportTarget target, long number) => new()
    {
        OrganisationId = target.Organisation,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Number = number,
        Slug = target.Slug,
        Title = target.Title,
        SharedWithChildren = target.SharedWithChildren,
        IsNational = target.IsNational,
        Licence = target.Licence,
        OwnerDepartment = target.OwnerDepartment,
    };

    /// <summary>Documents without a source were imported before sources were kept: the same place may take them over, uploads may not.</summary>
    private async Task<bool> IsTakenAsync(Collection collection, SourceKind kind, CancellationToken cancellation) =>
        await db.Sources.AnyAsync(row => row.CollectionId == collection.Id, cancellation)
        || (kind == SourceKind.Upload && await db.Documents.AnyAsync(
            row => row.OrganisationId == collection.OrganisationId && row.CollectionId == collection.Id, cancellation));

    private bool IsAllowed(string location) => Roots.Any(root => FolderSource.IsWithin(location, root));

    private bool IsPrivate(string location) =>
        !sites.Value.PrivateNames && opener.Site(location) is SourceOpening.Opened { IsPrivate: true };

    private static bool IsSecureAddress(string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static (ImportTarget?, ImportOrigin?, SourceAdded.Refused) Refuse(SourceRefusal reason, string? detail = null) =>
        (null, null, new SourceAdded.Refused(reason, detail));
}
