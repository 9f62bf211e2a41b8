using Collegue.Knowledge.Sources;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Knowledge.Importing;

/// <summary>
/// Every write of one run, each in its own short transaction so that citizens' writes never wait long. Each begins by touching
/// the run's row: a run that a newer one has replaced touches nothing and stops there.
/// </summary>
internal sealed class ImportLedger(IServiceScopeFactory scopes, TimeProvider clock, ImportTarget target)
{
    private int _issuesWritten;
    private bool _earlierRunWasCut;
    private bool _collectionChanged;

    public Guid Run { get; } = Guid.CreateVersion7(clock.GetUtcNow());
    public Guid Collection { get; private set; }

    /// <summary>Creates or updates the collection, closes runs that were killed, and opens this one.</summary>
    public async Task BeginAsync(ISource source, CancellationToken cancellation)
    {
        await using var unit = Open(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await KeepCollectionAsync(db, source, cancellation);
        var earlier = db.ImportRuns.Where(run => run.OrganisationId == target.Organisation && run.Collection == target.Slug);
        var killed = await earlier.Where(run => run.State == ImportState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, ImportState.Failed).SetProperty(run => run.FinishedAt, clock.GetUtcNow())
                .SetProperty(run => run.Failure, "The import was interrupted; a newer one went on from there."), cancellation);
        _earlierRunWasCut = killed > 0 || await earlier.OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id)
            .Select(run => (ImportState?)run.State).FirstOrDefaultAsync(cancellation) == ImportState.Failed;
        db.ImportRuns.Add(new ImportRun
        {
            OrganisationId = target.Organisation,
            Id = Run,
            Collection = target.Slug,
            Source = source.Name,
            StartedAt = clock.GetUtcNow(),
            Expected = source.Expected,
        });
        await db.SaveChangesAsync(cancellation);
        await AuditAsync(unit, "import.started", $"collection={target.Slug}", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyDictionary<string, StoredDocument>> StoredAsync(CancellationToken cancellation)
    {
        await using var unit = Open(out var db);
        return await db.Documents.AsNoTracking()
            .Where(document => document.OrganisationId == target.Organisation && document.CollectionId == Collection)
            .Select(document => new StoredDocument(document.Key, document.Id, document.Number, document.ContentHash))
            .ToDictionaryAsync(document => document.Key, StringComparer.Ordinal, cancellation);
    }

    /// <summary>False when a newer run replaced this one.</summary>
    public async Task<bool> WriteAsync(
        IReadOnlyList<PendingDocument> batch, ImportTally tally, ISource source, CancellationToken cancellation)
    {
        await using var unit = Open(out var db);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var now = clock.GetUtcNow();
        AddIssues(db, tally);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await TouchAsync(db, tally, source, cancellation))
        {
            return false;
        }

        var fresh = batch.Count(pending => pending.IsNew);
        var next = fresh == 0 ? 0 : await db.TakeAsync(NumberSequence.Documents, fresh, cancellation);
        var added = new List<Document>();
        foreach (var pending in batch)
        {
            var document = DocumentRows.Document(pending, target.Organisation, Collection, pending.Number ?? next++, now);
            if (pending.IsNew)
            {
                added.Add(document);
            }
            else
            {
                db.Entry(document).State = EntityState.Modified;
            }
        }

        if (batch.Any(pending => !pending.IsNew))
        {
            var replaced = batch.Where(pending => !pending.IsNew).Select(pending => pending.Id).ToList();
            await db.Passages.Where(passage => passage.OrganisationId == target.Organisation && replaced.Contains(passage.DocumentId))
                .ExecuteDeleteAsync(cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await db.InsertAsync(added, cancellation);
        await db.InsertAsync([.. batch.SelectMany(pending => DocumentRows.Passages(pending, target.Organisation))], cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>False when a newer run replaced this one.</summary>
    public async Task<bool> RemoveAsync(
        IReadOnlyList<StoredDocument> batch, ImportTally tally, ISource source, CancellationToken cancellation)
    {
        var ids = batch.Select(document => document.Id).ToList();
        await using var unit = Open(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await TouchAsync(db, tally, source, cancellation))
        {
            return false;
        }

        await db.Passages.Where(passage => passage.OrganisationId == target.Organisation && ids.Contains(passage.DocumentId))
            .ExecuteDeleteAsync(cancellation);
        await db.Documents.Where(document => document.OrganisationId == target.Organisation && ids.Contains(document.Id))
            .ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        tally.Removed += batch.Count;
        return true;
    }

    /// <summary>Closes the run; the collection's version rises only when what it holds is no longer what readers know.</summary>
    public async Task<bool> EndAsync(ImportTally tally, ISource source, string? failure, CancellationToken cancellation)
    {
        await using var unit = Open(out var db);
        AddIssues(db, tally);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await TouchAsync(db, tally, source, cancellation))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var collection = await db.Collections.SingleAsync(
            row => row.OrganisationId == target.Organisation && row.Id == Collection, cancellation);
        _collectionChanged |= collection.Notice != source.Notice;
        collection.Notice = source.Notice;
        collection.ImportedAt = failure is null ? now : collection.ImportedAt;
        if (tally.WroteSomething || _collectionChanged || _earlierRunWasCut)
        {
            collection.Version++;
        }

        await db.SaveChangesAsync(cancellation);
        await db.ImportRuns.Where(run => run.OrganisationId == target.Organisation && run.Id == Run).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, failure is null ? ImportState.Finished : ImportState.Failed)
                .SetProperty(run => run.FinishedAt, now).SetProperty(run => run.Failure, failure), cancellation);
        await AuditAsync(unit, "import.finished",
            $"collection={target.Slug};state={(failure is null ? "finished" : "failed")};added={tally.Added};changed={tally.Changed};"
            + $"unchanged={tally.Unchanged};removed={tally.Removed};skipped={tally.Skipped.Count}", cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task KeepCollectionAsync(CollegueDb db, ISource source, CancellationToken cancellation)
    {
        var collection = await db.Collections.SingleOrDefaultAsync(
            row => row.OrganisationId == target.Organisation && row.Slug == target.Slug, cancellation);
        if (collection is null)
        {
            collection = new Collection
            {
                OrganisationId = target.Organisation,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Number = await db.TakeAsync(NumberSequence.Collections, 1, cancellation),
                Slug = target.Slug,
                Title = target.Title,
                Notice = source.Notice,
            };
            db.Collections.Add(collection);
            Describe(collection);
        }
        else if (target.IsDescribed)
        {
            Describe(collection);
        }

        Collection = collection.Id;
        _collectionChanged = db.ChangeTracker.HasChanges();
    }

    private void Describe(Collection collection)
    {
        collection.Title = target.Title;
        collection.SharedWithChildren = target.SharedWithChildren;
        collection.IsNational = target.IsNational;
        collection.Licence = target.Licence;
        collection.OwnerDepartment = target.OwnerDepartment;
    }

    private async Task<bool> TouchAsync(CollegueDb db, ImportTally tally, ISource source, CancellationToken cancellation)
    {
        var (name, expected) = (source.Name, source.Expected);
        var touched = await db.ImportRuns
            .Where(run => run.OrganisationId == target.Organisation && run.Id == Run && run.State == ImportState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(run => run.Source, name).SetProperty(run => run.Expected, expected)
                    .SetProperty(run => run.Added, tally.Added).SetProperty(run => run.Changed, tally.Changed)
                    .SetProperty(run => run.Unchanged, tally.Unchanged).SetProperty(run => run.Removed, tally.Removed)
                    .SetProperty(run => run.Skipped, tally.Skipped.Count), cancellation);
        return touched == 1;
    }

    private void AddIssues(CollegueDb db, ImportTally tally)
    {
        for (; _issuesWritten < tally.Skipped.Count; _issuesWritten++)
        {
            var skipped = tally.Skipped[_issuesWritten];
            db.ImportIssues.Add(new ImportIssue
            {
                OrganisationId = target.Organisation,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                RunId = Run,
                File = skipped.File,
                Reason = skipped.Reason,
            });
        }
    }

    private static Task AuditAsync(AsyncServiceScope unit, string action, string detail, CancellationToken cancellation) =>
        unit.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync(new AuditFact(Actor.System, action, Detail: detail), cancellation);

    private AsyncServiceScope Open(out CollegueDb db)
    {
        var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(target.Organisation, target.Ancestors);
        db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        return unit;
    }
}
