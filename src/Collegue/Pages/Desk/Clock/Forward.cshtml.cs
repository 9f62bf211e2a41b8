using Collegue.Access;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Triage;
using Collegue.Pages.Steering.Deadlines;
using Collegue.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Clock;

/// <summary>Sends a request on to the body whose business it is; the published rules propose which.</summary>
internal sealed class ForwardModel(ClockDesk desk, ClockLetters letters, RuleSet kinds, CollegueDb db, ClockReader clocks, IStringLocalizer<DeadlineTexts> texts)
    : ClockPage(db, clocks, texts)
{
    [BindProperty]
    public string? Recipient { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Letter { get; set; }

    [BindProperty]
    public string? Notice { get; set; }

    /// <summary>The body named by the rules for this kind; null when the kind is the organisation's own business.</summary>
    public string? Proposed => kinds.Kinds.FirstOrDefault(kind => kind.Slug == Subject.Task)?.Authority?.Fr;

    /// <summary>Files of the citizen, which a letter does not carry.</summary>
    public IReadOnlyList<string> Files => [.. Subject.Messages.SelectMany(message => message.Attachments).Select(file => file.FileName)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Revision = Subject.Revision;
        Recipient = Proposed;
        Letter = await letters.ForwardingAsync(Subject, Subject.Messages, cancellation);
        Notice = ClockLetters.ForwardingNotice(Subject, Proposed ?? Texts["forward.notice.blank"].Value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var forwarding = new Forwarding(Recipient ?? "", Email, Address, Letter ?? "", Notice ?? "");
        return await AfterAsync(await desk.ForwardAsync(Id, Revision, forwarding, User.Acting(), HttpContext.TrackingLink, cancellation), FieldOf, cancellation);
    }

    private static string FieldOf(string code) => code switch
    {
        "email-shape" => nameof(Email),
        "letter-empty" or "text-long" => nameof(Letter),
        "notice-empty" => nameof(Notice),
        _ => nameof(Recipient),
    };
}
