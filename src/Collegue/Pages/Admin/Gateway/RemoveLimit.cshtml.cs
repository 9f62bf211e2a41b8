using Collegue.Access;
using Collegue.Gateway.Administration;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>Asks once more before a limit goes.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class RemoveLimitModel(LimitKeeping keeping, LimitReading reading, IStringLocalizer<GatewayTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The limit in words.</summary>
    public string What { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await keeping.FindAsync(Id, cancellation) is not { } limit)
        {
            return NotFound();
        }

        What = LimitWords.What(texts, limit, await reading.SubjectsAsync(cancellation));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await keeping.FindAsync(Id, cancellation) is not { } limit || !await keeping.RemoveAsync(limit, User.Acting().AgentId, cancellation))
        {
            TempData["gone"] = "limit";
            return RedirectToPage("/Admin/Gateway/Limits", null, null);
        }

        TempData["done"] = "limit-removed";
        return RedirectToPage("/Admin/Gateway/Limits", null, null);
    }
}
