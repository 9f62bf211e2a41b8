using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections;

/// <summary>Where the documents of a collection come from and what the last reading did.</summary>
internal sealed record Reading(Source? Source, ImportRun? Last, IReadOnlyList<ImportIssue> Issues)
{
    public bool IsRunning => Last?.State == ImportState.Running;

    /// <summary>Files without an issue are in; the others wait or were refused.</summary>
    public string? RefusalOf(string file) => Issues.FirstOrDefault(issue => issue.File == file)?.Reason;
}

internal sealed class ReadingReader(CollegueDb db)
{
    private const int MostIssues = 200;

    /// <summary>Of a collection the agent may read, maybe a parent's: a run holds counts and names of files only.</summary>
    public async Task<Reading> OfAsync(Collection collection, CancellationToken cancellation)
    {
        var source = await db.Sources.IgnoreQueryFilters().AsNoTracking()
            .SingleOrDefaultAsync(row => row.OrganisationId == collection.OrganisationId && row.CollectionId == collection.Id, cancellation);
        var last = await db.ImportRuns.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.OrganisationId == collection.OrganisationId && row.Collection == collection.Slug)
            .OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        var issues = last is null ? [] : await db.ImportIssues.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.OrganisationId == collection.OrganisationId && row.RunId == last.Id)
            .OrderBy(row => row.File).ThenBy(row => row.Id).Take(MostIssues).ToListAsync(cancellation);
        return new Reading(source, last, issues);
    }
}
