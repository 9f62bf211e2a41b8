using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Pages.Citizen;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Channels;

/// <summary>One question of a citizen about the handling of their case, and its answer.</summary>
internal sealed class RequestModel(CollegueDb db, CitizenRequests desk, PreparedReader prepared, IStringLocalizer<ChannelTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public new CitizenRequest Request { get; private set; } = null!;

    public Case Subject { get; private set; } = null!;

    /// <summary>How the newest prepared reply came about, to explain it; null when no reply was prepared.</summary>
    public HowPrepared? Prepared { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await desk.AnswerAsync(Id, Answer, User.Acting(), HttpContext.TrackingLink, cancellation);
        if (outcome is DeskOutcome.Done)
        {
            return RedirectToPage("/Desk/Channels/Request", new { id = Id });
        }

        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var invalid = outcome as DeskOutcome.Invalid;
        ModelState.AddModelError(invalid is null ? "" : nameof(Answer), texts[$"problem.{invalid?.Code ?? "answered-already"}", CitizenRequests.MaxAnswerLength]);
        Response.StatusCode = invalid is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await db.CitizenRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, cancellation) is not { } request)
        {
            return false;
        }

        Request = request;
        Subject = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == request.CaseId, cancellation);
        var reply = await db.Replies.AsNoTracking().Where(row => row.CaseId == request.CaseId && row.DraftId != null)
            .OrderByDescending(row => row.SentAt).FirstOrDefaultAsync(cancellation);
        Prepared = reply is null ? null : await prepared.OfAsync(reply, cancellation);
        return true;
    }
}
