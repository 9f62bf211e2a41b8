using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Sending;
using Collegue.Casework.Sending.Paper;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Channels;

/// <summary>One reply to post or to say: the letter or the script, what came of it, or another way.</summary>
internal sealed class DeliveryModel(
    CollegueDb db, DeliveryDesk desk, CurrentOrganisation current, TimeProvider clock, IStringLocalizer<ChannelTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    /// <summary>Local date and time, as a browser gives them.</summary>
    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public string? Channel { get; set; }

    public Case Subject { get; private set; } = null!;

    public Reply Reply { get; private set; } = null!;

    public Delivery Delivery { get; private set; } = null!;

    public PhoneScript Script => PhoneScript.Of(Subject, Reply, current.Required.Organisation);

    public IReadOnlyList<string> Lost => LetterPaper.Lost(string.Join('\n', Subject.CitizenName, Subject.PostalAddress, Reply.Text));

    public bool Gone { get; private set; }

    public IEnumerable<SelectListItem> Outcomes => Enum.GetNames<CallOutcome>().Select(name => new SelectListItem(texts[$"outcome.{name}"], name));

    public IEnumerable<SelectListItem> Others => Enum.GetValues<ReplyChannel>().Where(channel => channel != Delivery.Channel && DeliveryDesk.MayLeave(Subject, channel))
        .Select(channel => new SelectListItem(texts[$"reply-by.{channel}"], channel.ToString()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Gone = TempData["gone"] is true;
        return await LoadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostPostedAsync(CancellationToken cancellation) =>
        await AfterAsync(await desk.PostedAsync(Id, User.Acting(), cancellation), cancellation);

    public async Task<IActionResult> OnPostSpokenAsync(CancellationToken cancellation)
    {
        var outcome = ListedChoice.Read<CallOutcome>(Outcome);
        var again = ReadAgain();
        if (outcome is null)
        {
            ModelState.AddModelError(nameof(Outcome), texts["problem.outcome"]);
        }
        else if (outcome == CallOutcome.CallAgain && again is null)
        {
            ModelState.AddModelError(nameof(Again), texts["problem.again", DeliveryDesk.LatestCallDays]);
        }

        return ModelState.IsValid
            ? await AfterAsync(await desk.SpokenAsync(Id, outcome!.Value, again, User.Acting(), cancellation), cancellation)
            : await RefuseAsync(cancellation);
    }

    public async Task<IActionResult> OnPostMoveAsync(CancellationToken cancellation)
    {
        if (ListedChoice.Read<ReplyChannel>(Channel) is not { } channel)
        {
            ModelState.AddModelError(nameof(Channel), texts["problem.reply-by"]);
            return await RefuseAsync(cancellation);
        }

        return await AfterAsync(await desk.MoveAsync(Id, channel, HttpContext.TrackingLink, User.Acting(), cancellation), cancellation);
    }

    /// <summary>Between now and two months; null for anything else.</summary>
    private DateTimeOffset? ReadAgain()
    {
        var now = clock.GetUtcNow();
        return DateTime.TryParseExact(Again, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && Storage.Organisations.TownHallTime.Instant(local) is var instant && instant > now && instant < now.AddDays(DeliveryDesk.LatestCallDays)
            ? instant : null;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var found = await (from delivery in db.Deliveries.AsNoTracking()
                           join subject in db.Cases on delivery.CaseId equals subject.Id
                           join reply in db.Replies on delivery.ReplyId equals reply.Id
                           where delivery.ReplyId == Id
                           select new { delivery, subject, reply }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return false;
        }

        (Delivery, Subject, Reply) = (found.delivery, found.subject, found.reply);
        return true;
    }

    private async Task<IActionResult> AfterAsync(bool done, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        TempData["gone"] = !done;
        return RedirectToPage("/Desk/Channels/Delivery", "", new { id = Id });
    }

    private async Task<IActionResult> RefuseAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
