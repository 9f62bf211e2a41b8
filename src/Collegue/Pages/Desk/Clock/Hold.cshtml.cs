using Collegue.Access;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Triage;
using Collegue.Pages.Steering.Deadlines;
using Collegue.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Clock;

/// <summary>What waits for an agent's word: an acknowledgement that was not sent, a clock that stands.</summary>
internal sealed class HoldModel(ClockDesk desk, RuleSet kinds, CollegueDb db, ClockReader clocks, IStringLocalizer<DeadlineTexts> texts)
    : ClockPage(db, clocks, texts)
{
    [BindProperty]
    public string? Kind { get; set; }

    public IEnumerable<SelectListItem> Kinds => kinds.Kinds.Select(kind => new SelectListItem(RulesTableModel.NameOf(kind), kind.Slug))
        .OrderBy(item => item.Text, StringComparer.CurrentCulture).Prepend(new SelectListItem(Texts["hold.choose"], ""));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Revision = Subject.Revision;
        Kind = Subject.Task;
        return Page();
    }

    public async Task<IActionResult> OnPostReceiptAsync(CancellationToken cancellation) =>
        await AfterAsync(await desk.AcknowledgeAsync(Id, Revision, Kind, User.Acting(), cancellation), _ => nameof(Kind), cancellation);

    public async Task<IActionResult> OnPostResumeAsync(CancellationToken cancellation) =>
        await AfterAsync(await desk.ResumeAsync(Id, Revision, User.Acting(), cancellation), _ => nameof(Kind), cancellation);
}
