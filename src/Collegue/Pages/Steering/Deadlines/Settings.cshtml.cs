using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Deadlines;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Deadlines;

/// <summary>Region of the public holidays, and from when a case is soon late.</summary>
internal sealed class SettingsModel(ClockChoices choices, DelayWording delays, TimeProvider clock, IStringLocalizer<DeadlineTexts> texts) : PageModel
{
    [BindProperty]
    public HolidayRegion Region { get; set; }

    [BindProperty]
    public string? SoonDays { get; set; }

    public ClockChoice Kept { get; private set; } = null!;

    public bool Done { get; private set; }

    public IEnumerable<int> Years => [clock.Today().Year, clock.Today().Year + 1];

    public IEnumerable<SelectListItem> Regions => Enum.GetValues<HolidayRegion>().Select(region => new SelectListItem(delays.Region(region), region.ToString(), region == Region));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] is not null;
        Kept = await choices.ReadAsync(cancellation);
        (Region, SoonDays) = (Kept.Region, Kept.SoonDays.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!RulesTableModel.MayKeep(User))
        {
            return Forbid();
        }

        if (!int.TryParse(SoonDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > ClockChoices.MostSoonDays)
        {
            ModelState.AddModelError(nameof(SoonDays), texts["problem.soon", ClockChoices.MostSoonDays]);
        }

        if (!ModelState.IsValid || !Enum.IsDefined(Region))
        {
            Kept = await choices.ReadAsync(cancellation);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await choices.SaveAsync(Region, days, User.Acting(), cancellation);
        TempData["done"] = "settings";
        return RedirectToPage("/Steering/Deadlines/Settings");
    }
}
