using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Deadlines;
using Collegue.Pages.Steering.Deadlines;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Clock;

/// <summary>Asks the citizen for what is missing; the list of the rule is a proposal the agent edits.</summary>
internal sealed class MissingModel(ClockDesk desk, CollegueDb db, ClockReader clocks, TimeProvider clock, IStringLocalizer<DeadlineTexts> texts)
    : ClockPage(db, clocks, texts)
{
    [BindProperty]
    public string? Documents { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? AnswerBy { get; set; }

    public PauseEffect Effect => View.Rule?.Terms is { Silence: not null } terms ? terms.Pause : PauseEffect.None;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var terms = (View.Rule ?? RuleBook.Proposed(ProposedRules.Other)).Terms;
        Revision = Subject.Revision;
        Documents = View.Waiting?.Documents ?? string.Join('\n', terms.UsualDocuments);
        AnswerBy = new WorkingCalendar(View.Row?.Region ?? default).End(clock.Today(), terms.Documents, moves: true).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        // A day that cannot be read is as wrong as one that is past.
        _ = DateOnly.TryParseExact(AnswerBy, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var outcome = await desk.AskForDocumentsAsync(Id, Revision, new DocumentsWanted(Documents ?? "", Note, day), User.Acting(), HttpContext.TrackingLink, cancellation);
        return await AfterAsync(outcome, code => code == "day-wrong" ? nameof(AnswerBy) : nameof(Documents), cancellation);
    }
}
