using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Admin;

internal sealed record CollectionRow(Collection Collection, string Owner, int Documents);

internal sealed record RunRow(ImportRun Run, string Owner, int Issues);

/// <summary>What the organisation can read, its own and what its parents share, and how it got there.</summary>
internal sealed class KnowledgeReader(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory)
{
    private const int RunsShown = 12;
    public const int IssuesPerPage = 25;

    public async Task<IReadOnlyList<CollectionRow>> CollectionsAsync(CancellationToken cancellation)
    {
        var collections = await db.Collections.AsNoTracking().OrderBy(row => row.IsNational).ThenBy(row => row.Title).ToListAsync(cancellation);
        var counts = await db.Documents.GroupBy(row => new { row.OrganisationId, row.CollectionId })
            .Select(group => new { group.Key.CollectionId, Number = group.Count() }).ToDictionaryAsync(row => row.CollectionId, row => row.Number, cancellation);
        var rows = new List<CollectionRow>();
        foreach (var collection in collections)
        {
            rows.Add(new CollectionRow(collection, await NameAsync(collection.OrganisationId, cancellation), counts.GetValueOrDefault(collection.Id)));
        }

        return rows;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> RunsAsync(CancellationToken cancellation)
    {
        var found = await Runs().OrderByDescending(row => row.StartedAt).Take(RunsShown)
            .Select(row => new { Run = row, Issues = row.Issues.Count }).ToListAsync(cancellation);
        var rows = new List<RunRow>();
        foreach (var row in found)
        {
            rows.Add(new RunRow(row.Run, await NameAsync(row.Run.OrganisationId, cancellation), row.Issues));
        }

        return rows;
    }

    public async Task<(int Total, IReadOnlyList<ImportIssue> Issues)> IssuesAsync(Guid run, int page, CancellationToken cancellation)
    {
        var issues = Runs().Where(row => row.Id == run).SelectMany(row => row.Issues);
        return (await issues.CountAsync(cancellation),
            await issues.OrderBy(row => row.File).Skip((page - 1) * IssuesPerPage).Take(IssuesPerPage).ToListAsync(cancellation));
    }

    /// <summary>
    /// The imports of this organisation and of those above it: the sheets a parent shares are read here, so their state is
    /// shown here. An import run holds counts and file names only.
    /// </summary>
    private IQueryable<ImportRun> Runs()
    {
        var readable = scope.Ancestors.Append(scope.Current).ToList();
        return db.ImportRuns.IgnoreQueryFilters().AsNoTracking().Where(row => readable.Contains(row.OrganisationId));
    }

    private async Task<string> NameAsync(Guid organisation, CancellationToken cancellation) =>
        (await directory.FindAsync(organisation, cancellation))?.Name ?? "";
}
