using Collegue.Access;
using Collegue.Casework.Intake.Mail;
using Collegue.Design;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin.Mail;

/// <summary>The mailboxes: how each is doing, a test of its connection, pause; auditors only look.</summary>
internal sealed class IndexModel(MailKeeping keeping, MailboxConnections connections) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The mailbox a form is about.</summary>
    [FromQuery(Name = "mailbox")]
    public Guid MailboxId { get; set; }

    public IReadOnlyList<Mailbox> Mailboxes { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Departments { get; private set; } = new Dictionary<Guid, string>();

    public int Rejected { get; private set; }

    public int Troubled { get; private set; }

    /// <summary>Key of what was just done, or of what is wrong, once.</summary>
    public string? Done { get; private set; }

    public bool MayChange => User.IsInRole(nameof(Roles.Administrator));

    public static string StateOf(Mailbox mailbox) =>
        !mailbox.Enabled ? "paused" : mailbox.LastError is not null ? "failing" : mailbox.ConnectedAt is not null ? "read" : "waiting";

    public static Tone ToneOf(Mailbox mailbox) => StateOf(mailbox) switch
    {
        "read" => Tone.Success,
        "failing" => Tone.Error,
        _ => Tone.Neutral,
    };

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] as string;
        Mailboxes = await keeping.MailboxesAsync(cancellation);
        Departments = await keeping.DepartmentsAsync(cancellation);
        (Rejected, _) = await keeping.RejectedAsync(null, null, 1, cancellation);
        (Troubled, _) = await keeping.TroubledAsync(1, cancellation);
    }

    public Task<IActionResult> OnPostPauseAsync(CancellationToken cancellation) => PauseAsync(false, "paused", cancellation);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancellation) => PauseAsync(true, "resumed", cancellation);

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (await keeping.MailboxAsync(MailboxId, cancellation) is not { } mailbox)
        {
            return NotFound();
        }

        using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patient.CancelAfter(Patience);
        string? trouble;
        try
        {
            trouble = await connections.TryAsync(mailbox, patient.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            trouble = "unreachable";
        }

        return Back(trouble is null ? "tried" : $"error.{trouble}");
    }

    private async Task<IActionResult> PauseAsync(bool enabled, string done, CancellationToken cancellation) =>
        !MayChange ? Forbid() : Back(await keeping.PauseAsync(MailboxId, enabled, User.Acting().AgentId, cancellation) ? done : "nothing");

    private RedirectToPageResult Back(string done)
    {
        TempData["done"] = done;
        return RedirectToPage("/Admin/Mail/Index", null, null);
    }
}
