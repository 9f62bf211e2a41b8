using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin;

internal sealed class KnowledgeModel(KnowledgeReader reader) : PageModel
{
    /// <summary>The run whose issues are shown.</summary>
    [FromQuery(Name = "run")]
    public Guid? Run { get; set; }

    [FromQuery(Name = "p")]
    public int IssuePage { get; set; } = 1;

    public IReadOnlyList<CollectionRow> Collections { get; private set; } = [];

    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    public IReadOnlyList<ImportIssue> Issues { get; private set; } = [];

    public int IssuePages { get; private set; }

    public bool HasNationalSheets => Collections.Any(row => row.Collection.IsNational && row.Documents > 0);

    public bool IsImporting => Runs.Any(row => row.Run.State == ImportState.Running);

    public string Fingerprint => string.Join(' ', Runs.Select(row => $"{row.Run.Id:N}.{row.Run.State}.{Read(row.Run)}"));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Collections = await reader.CollectionsAsync(cancellation);
        Runs = await reader.RunsAsync(cancellation);
        if (Run is { } run)
        {
            IssuePage = Math.Max(1, IssuePage);
            (var total, Issues) = await reader.IssuesAsync(run, IssuePage, cancellation);
            IssuePages = (total + KnowledgeReader.IssuesPerPage - 1) / KnowledgeReader.IssuesPerPage;
        }
    }

    /// <summary>For the script that waits for an import: changes when its counts do.</summary>
    public async Task<IActionResult> OnGetFingerprintAsync(CancellationToken cancellation)
    {
        Runs = await reader.RunsAsync(cancellation);
        return Content(Fingerprint);
    }

    public static int Read(ImportRun run) => run.Added + run.Changed + run.Unchanged + run.Skipped;
}
