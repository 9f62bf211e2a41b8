using Collegue.Casework;
using Collegue.Storage;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Admin;

/// <summary>A source of the organisation with its last import.</summary>
/// <param name="Issues">Files the last import left out.</param>
internal sealed record SourceCard(Source Source, Collection Collection, int Documents, ImportRun? Last, int Issues, JobState? Job)
{
    public SourceState State => Source.Paused ? SourceState.Paused
        : Last?.State == ImportState.Running ? SourceState.Reading
        : Job is JobState.Queued or JobState.Running ? SourceState.Waiting
        : Job == JobState.Failed || Last?.State == ImportState.Failed ? SourceState.Failed
        : Last is null ? SourceState.Never
        : SourceState.Read;

    public bool IsBusy => State is SourceState.Reading or SourceState.Waiting;
}

internal enum SourceState
{
    Never,
    Waiting,
    Reading,
    Read,
    Failed,
    Paused,
}

/// <summary>The sources the current organisation feeds its own collections from.</summary>
internal sealed class KnowledgeSources(CollegueDb db)
{
    public async Task<IReadOnlyList<SourceCard>> ListAsync(CancellationToken cancellation) => await CardsAsync(db.Sources, cancellation);

    public async Task<SourceCard?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await CardsAsync(db.Sources.Where(row => row.Id == id), cancellation)).SingleOrDefault();

    private async Task<IReadOnlyList<SourceCard>> CardsAsync(IQueryable<Source> sources, CancellationToken cancellation)
    {
        var found = await sources.AsNoTracking().Join(
                db.Collections, source => new { source.OrganisationId, Id = source.CollectionId },
                collection => new { collection.OrganisationId, collection.Id }, (source, collection) => new { source, collection })
            .OrderBy(row => row.collection.Title).ToListAsync(cancellation);
        var cards = new List<SourceCard>();
        foreach (var (source, collection) in found.Select(row => (row.source, row.collection)))
        {
            var last = await db.ImportRuns.AsNoTracking().Where(run => run.Collection == collection.Slug)
                .OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id).Select(run => new { Run = run, Issues = run.Issues.Count })
                .FirstOrDefaultAsync(cancellation);
            var documents = await db.Documents.CountAsync(
                row => row.OrganisationId == collection.OrganisationId && row.CollectionId == collection.Id, cancellation);
            var job = await db.Jobs.Where(row => row.Kind == JobKinds.ReadSource && row.SubjectId == source.Id)
                .Select(row => (JobState?)row.State).SingleOrDefaultAsync(cancellation);
            cards.Add(new SourceCard(source, collection, documents, last?.Run, last?.Issues ?? 0, job));
        }

        return cards;
    }
}
