using Collegue.Access;
using Collegue.Knowledge.Indexing;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Workers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin;

/// <summary>What the organisation reads, where it comes from, and what administrators do with it; auditors only look.</summary>
internal sealed class KnowledgeModel(
    KnowledgeReader reader, KnowledgeSources sources, SourceControl control, PassageEmbedding embedding, EmbeddingState state) : PageModel
{
    /// <summary>The run whose issues are shown.</summary>
    [FromQuery(Name = "run")]
    public Guid? Run { get; set; }

    [FromQuery(Name = "p")]
    public int IssuePage { get; set; } = 1;

    /// <summary>The source a form is about.</summary>
    [FromQuery(Name = "source")]
    public Guid SourceId { get; set; }

    [BindProperty]
    public string? Every { get; set; }

    public IReadOnlyList<CollectionRow> Collections { get; private set; } = [];

    public IReadOnlyList<SourceCard> Sources { get; private set; } = [];

    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    public IReadOnlyList<ImportIssue> Issues { get; private set; } = [];

    public int IssuePages { get; private set; }

    /// <summary>Key of what was just done, once.</summary>
    public string? Done { get; private set; }

    /// <summary>How far the vectors of the configured model are; null when only ours is used.</summary>
    public EmbeddingReport? Embedding => embedding.IsWanted ? state.Current : null;

    public bool MayChange => User.IsInRole(nameof(Roles.Administrator));

    public bool HasNationalSheets => Collections.Any(row => row.Collection.IsNational && row.Documents > 0);

    public bool IsImporting => Runs.Any(row => row.Run.State == ImportState.Running) || Sources.Any(card => card.IsBusy);

    /// <summary>The source whose last import is the one whose issues are shown.</summary>
    public SourceCard? IssueSource => Sources.FirstOrDefault(card => card.Last is { } last && last.Id == Run);

    public string Fingerprint => string.Join(' ', [
        .. Runs.Select(row => $"{row.Run.Id:N}.{row.Run.State}.{Read(row.Run)}"), .. Sources.Select(card => $"{card.Source.Id:N}.{card.State}")]);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] as string;
        Collections = await reader.CollectionsAsync(cancellation);
        await LoadAsync(cancellation);
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
        await LoadAsync(cancellation);
        return Content(Fingerprint);
    }

    public Task<IActionResult> OnPostReadAsync(CancellationToken cancellation) =>
        ChangeAsync("read", agent => control.ReadNowAsync(SourceId, agent, cancellation));

    public Task<IActionResult> OnPostPauseAsync(CancellationToken cancellation) =>
        ChangeAsync("paused", agent => control.PauseAsync(SourceId, agent, cancellation));

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancellation) =>
        ChangeAsync("resumed", agent => control.ResumeAsync(SourceId, agent, cancellation));

    public async Task<IActionResult> OnPostScheduleAsync(CancellationToken cancellation) =>
        Enum.TryParse<Rhythm>(Every, ignoreCase: true, out var rhythm) && Enum.IsDefined(rhythm)
            ? await ChangeAsync("scheduled", agent => control.ScheduleAsync(SourceId, rhythm, agent, cancellation))
            : BadRequest();

    public static int Read(ImportRun run) => run.Added + run.Changed + run.Unchanged + run.Skipped;

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Runs = await reader.RunsAsync(cancellation);
        Sources = await sources.ListAsync(cancellation);
    }

    private async Task<IActionResult> ChangeAsync(string done, Func<Guid, Task<bool>> change)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        TempData["done"] = await change(User.Acting().AgentId) ? done : "nothing";
        return RedirectToPage("/Admin/Knowledge", null, null);
    }
}
