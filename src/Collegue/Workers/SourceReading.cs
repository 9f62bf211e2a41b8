using Collegue.Casework;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Workers;

/// <summary>
/// Reads a kept source again: at its hour, when somebody asks, or after a process that was reading it was killed. Comparing with
/// what is stored makes it go on from there. A place that cannot be opened is a failed import with its reason, not a failed job.
/// </summary>
internal sealed class SourceReading(
    CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, SourceOpener opener, Importer importer, Search search,
    TimeProvider clock) : IJobHandler
{
    public string Kind => JobKinds.ReadSource;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var source = await db.Sources.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subjectId, cancellation);
        if (source is null or { Paused: true })
        {
            return;
        }

        var collection = await db.Collections.AsNoTracking()
            .SingleAsync(row => row.OrganisationId == source.OrganisationId && row.Id == source.CollectionId, cancellation);
        await ReadAsync(source, collection, cancellation);
        await PlanAsync(source.Id, cancellation);
        await search.RefreshAsync(cancellation);
    }

    private async Task ReadAsync(Source source, Collection collection, CancellationToken cancellation)
    {
        var owner = (await directory.FindAsync(scope.Current, cancellation))!;
        var kept = new ImportTarget(owner.Id, owner.Ancestors, collection.Slug, collection.Title);
        if (source.Kind == SourceKind.Upload)
        {
            await importer.RunAsync(await UploadSource.OpenAsync(db, collection.Id, cancellation), kept, null, cancellation);
            return;
        }

        var opening = source.Kind switch
        {
            SourceKind.ServicePublic => await opener.NationalSheetsAsync(source.Location, null, cancellation),
            SourceKind.Folder => SourceOpener.Folder(source.Location!),
            SourceKind.Site => opener.Site(source.Location!),
            _ => throw new InvalidOperationException(),
        };
        if (opening is SourceOpening.Opened opened)
        {
            var target = opened.Described is { IsDescribed: true } ? Imports.Target(owner, opened, collection.Slug) : kept;
            await importer.RunAsync(opened.Source, target, null, cancellation);
        }
        else if (opening is SourceOpening.Refused refused)
        {
            await importer.RunAsync(new UnopenedSource(source.Location ?? collection.Title, refused.Reason), kept, null, cancellation);
        }
    }

    /// <summary>From now on, not from when it should have been: a server that was off for a week reads once.</summary>
    private async Task PlanAsync(Guid source, CancellationToken cancellation)
    {
        // Read again: the rhythm may have been changed meanwhile.
        if (await db.Sources.SingleOrDefaultAsync(row => row.Id == source, cancellation) is { } now)
        {
            now.NextAt = SourceControl.Next(now.EveryHours, clock);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
