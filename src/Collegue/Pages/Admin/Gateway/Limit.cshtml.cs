using Collegue.Access;
using Collegue.Gateway.Administration;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>Another amount for a limit; what was taken stays counted.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class LimitModel(LimitKeeping keeping, LimitReading reading, IStringLocalizer<GatewayTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Most { get; set; }

    /// <summary>The amount as it was shown.</summary>
    [BindProperty]
    public long Before { get; set; }

    public GatewayLimit Limit { get; private set; } = null!;

    /// <summary>The limit in words.</summary>
    public string What { get; private set; } = "";

    /// <summary>Somebody else changed it while it was on screen.</summary>
    public bool Meanwhile { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        (Most, Before) = (Amounts.Typed(Limit.Most, Limit.Measure), Limit.Most);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            TempData["gone"] = "limit";
            return RedirectToPage("/Admin/Gateway/Limits", null, null);
        }

        if (Amounts.Parse(Most, Limit.Measure) is not { } most)
        {
            ModelState.AddModelError(nameof(Most), texts[Limit.Measure == LimitMeasure.Micros ? "limit.most.problem.euros" : "limit.most.problem"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (Before != Limit.Most || !await keeping.ChangeAsync(Limit, most, User.Acting().AgentId, cancellation))
        {
            (Meanwhile, Before) = (true, Limit.Most);
            ModelState.Remove(nameof(Before));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        TempData["done"] = "limit-changed";
        return RedirectToPage("/Admin/Gateway/Limits", null, null);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await keeping.FindAsync(Id, cancellation) is not { } limit)
        {
            return false;
        }

        Limit = limit;
        What = LimitWords.What(texts, limit, await reading.SubjectsAsync(cancellation));
        return true;
    }
}
