using System.Text.Encodings.Web;
using System.Text.Json;
using Collegue.Access;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Collegue.Storage.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Steering.Rules;

/// <summary>The rules of triage of an organisation: what it published, what is in writing, and what agents corrected.</summary>
internal sealed class IndexModel(RuleVersions versions, TriageCorrections corrections, ChangeWording changes, CollegueDb db) : PageModel
{
    private const int Shown = 50;
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private Dictionary<Guid, string> names = [];

    [BindProperty]
    public Guid? From { get; set; }

    [BindProperty]
    public Guid Correction { get; set; }

    [BindProperty]
    public bool Accepted { get; set; }

    public ChangeWording Changes => changes;

    public RuleVersion? Draft { get; private set; }

    public IReadOnlyList<RuleVersion> Versions { get; private set; } = [];

    public IReadOnlyList<ProposedExample> Corrections { get; private set; } = [];

    public int Proposed { get; private set; }

    public int AcceptedCount { get; private set; }

    public string? Done { get; private set; }

    public bool MayChange => User.MayChangeRules();

    public string NameOf(Guid? agent) => agent is { } id ? names.GetValueOrDefault(id, "") : "";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] as string;
        Draft = await versions.DraftAsync(cancellation);
        Versions = await versions.ListAsync(cancellation);
        var publishers = Versions.Select(row => row.PublishedByAgentId).ToList();
        names = await db.Users.AsNoTracking().Where(row => publishers.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        var proposed = db.TriageCorrections.AsNoTracking().Where(row => row.State == CorrectionState.Proposed);
        Proposed = await proposed.CountAsync(cancellation);
        AcceptedCount = await db.TriageCorrections.CountAsync(row => row.State == CorrectionState.Accepted, cancellation);
        Corrections = await proposed.OrderBy(row => row.At).ThenBy(row => row.Id).Take(Shown)
            .Join(db.Cases, row => row.CaseId, subject => subject.Id, (row, subject) => new ProposedExample(row, subject.Number, subject.Subject))
            .ToListAsync(cancellation);
        await changes.LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        await versions.BeginAsync(From, User.Acting(), cancellation);
        return Redirect("~/steering/rules/draft");
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        TempData["done"] = await corrections.DecideAsync(Correction, Accepted, User.Acting(), cancellation) ? Accepted ? "accepted" : "refused" : "decided";
        return Redirect("~/steering/rules");
    }

    /// <summary>The accepted examples as lines a bench or a training reads: <c>{"id","text","expect":{"task","handling"}}</c>.</summary>
    public async Task<IActionResult> OnGetExamplesAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        var examples = await db.TriageCorrections.AsNoTracking().Where(row => row.State == CorrectionState.Accepted).OrderBy(row => row.At)
            .Join(db.Messages, row => row.MessageId, message => message.Id, (row, message) => new { row.Id, message.Body, row.ToTask, row.ToHandling })
            .ToListAsync(cancellation);
        var lines = examples.Select(row => JsonSerializer.Serialize(
            new { id = row.Id.ToString("N"), text = row.Body, expect = new { task = row.ToTask, handling = row.ToHandling.ToString().ToLowerInvariant() } }, Readable));
        return File(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), "application/jsonl", "exemples-de-tri.jsonl");
    }
}

internal sealed record ProposedExample(TriageCorrection Correction, string Number, string Subject);

internal static class RuleRights
{
    /// <summary>Rules are changed by managers and administrators; others read them.</summary>
    public static bool MayChangeRules(this System.Security.Claims.ClaimsPrincipal user) =>
        user.IsInRole(nameof(Roles.Manager)) || user.IsInRole(nameof(Roles.Administrator));
}
