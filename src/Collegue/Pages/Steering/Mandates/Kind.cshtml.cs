using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Mandates;
using Collegue.Pages.Citizen;
using Collegue.Pages.Desk;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Mandates;

/// <summary>
/// One kind of task: what the colleague may do, what proves it, what is missing, and the signature. The form carries the revision it
/// showed; what the conditions refuse is refused here too, not only hidden.
/// </summary>
[PrivatePage]
internal sealed class KindModel(MandateFiles files, MandateKeeper keeper, Signers signers, Wording wording, MandateWords words, IStringLocalizer<MandateTexts> texts)
    : PageModel
{
    [FromRoute]
    public string Task { get; set; } = "";

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public MandateLevel? To { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public MandateFile Mandate { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<MandateChange> History { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> SignerNames { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The level just signed, once.</summary>
    public MandateLevel? Done { get; private set; }

    public bool Conflict { get; private set; }

    public string Name => wording.Task(Mandate.Kind.Slug);

    public string Description => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? Mandate.Kind.Description.En : Mandate.Kind.Description.Fr;

    /// <summary>Giving latitude is a manager's signature; taking it back is also an approver's.</summary>
    public bool MayRaise => User.IsInRole(nameof(Roles.Manager));

    public bool MayLower => MayRaise || User.IsInRole(nameof(Roles.Approver));

    public IEnumerable<SelectListItem> Lower => Enum.GetValues<MandateLevel>().Where(level => level < Mandate.Level).Reverse()
        .Select(level => new SelectListItem(words.Level(level), level.ToString(), level == To));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["level"] is string level ? Enum.Parse<MandateLevel>(level) : null;
        return await LoadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (To is not { } to)
        {
            return Again(nameof(To), "level", StatusCodes.Status422UnprocessableEntity);
        }

        if (to >= Mandate.Level ? !MayRaise : !MayLower)
        {
            return Forbid();
        }

        switch (await keeper.SignAsync(Task, to, Revision, Reason, User.Acting(), cancellation))
        {
            case MandateOutcome.Done:
                TempData["level"] = to.ToString();
                return RedirectToPage("/Steering/Mandates/Kind", new { task = Task });
            case MandateOutcome.Conflict:
                Conflict = true;
                await LoadAsync(cancellation);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case MandateOutcome.Invalid invalid:
                return Again(invalid.Code == "level" ? nameof(To) : nameof(Reason), invalid.Code, StatusCodes.Status422UnprocessableEntity);
            case MandateOutcome.Refused:
                return Again("", "refused", StatusCodes.Status422UnprocessableEntity);
            default:
                return NotFound();
        }
    }

    private PageResult Again(string field, string code, int status)
    {
        ModelState.AddModelError(field, texts[$"problem.{code}"]);
        Response.StatusCode = status;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await files.FindAsync(Task, cancellation) is not { } file)
        {
            return false;
        }

        Mandate = file;
        History = await files.HistoryAsync(Task, cancellation);
        SignerNames = await signers.NamesAsync(History, cancellation);
        return true;
    }
}
