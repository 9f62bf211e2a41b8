using Collegue.Access;
using Collegue.Casework.Sending;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Channels;

/// <summary>Replies to post, to call about or to say at the counter; letters are marked several at once.</summary>
internal sealed class DeliveriesModel(DeliveryReader reader, DeliveryDesk desk, IStringLocalizer<ChannelTexts> texts) : PageModel
{
    [FromQuery(Name = "by")]
    public string? By { get; set; }

    /// <summary>The letters that were posted.</summary>
    [BindProperty]
    public List<string> Replies { get; set; } = [];

    public ReplyChannel Channel => ListedChoice.Read<ReplyChannel>(By) is { } channel && channel.IsByHand() ? channel : ReplyChannel.Letter;

    public IReadOnlyList<WaitingDelivery> Waiting { get; private set; } = [];

    /// <summary>How many were just marked, once.</summary>
    public int? Marked { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Marked = TempData["marked"] as int?;
        Waiting = await reader.WaitingAsync(Channel, cancellation);
    }

    public async Task<IActionResult> OnPostPostedAsync(CancellationToken cancellation)
    {
        if (Replies.Count == 0)
        {
            ModelState.AddModelError(nameof(Replies), texts["deliveries.none-chosen"]);
            Waiting = await reader.WaitingAsync(ReplyChannel.Letter, cancellation);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var marked = 0;
        foreach (var typed in Replies.Distinct(StringComparer.Ordinal).Take(DeliveryReader.MostShown))
        {
            marked += Guid.TryParse(typed, out var reply) && await desk.PostedAsync(reply, User.Acting(), cancellation) ? 1 : 0;
        }

        TempData["marked"] = marked;
        return RedirectToPage("/Desk/Channels/Deliveries", "", new { by = nameof(ReplyChannel.Letter) });
    }
}
