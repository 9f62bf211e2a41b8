using Collegue.Casework.Deadlines;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Deadlines;

/// <summary>Where the cases of each department stand, for managers; no agent appears.</summary>
internal sealed class ClockModel(ClockFigures figures, TimeProvider clock, IStringLocalizer<DeadlineTexts> texts) : PageModel
{
    public IReadOnlyList<DepartmentFigures> Rows { get; private set; } = [];

    public DateTimeOffset At { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        At = clock.GetUtcNow();
        Rows = await figures.ReadAsync(cancellation);
    }

    /// <summary>A rate with its counts, or only that there are too few.</summary>
    public string Say(Share share) =>
        share.Total == 0 ? texts["share.zero"] : share.Percent is { } percent ? texts["share", percent, share.Kept, share.Total] : texts["share.few", Share.Least];
}
