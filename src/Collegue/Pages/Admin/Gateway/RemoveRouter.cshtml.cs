using Collegue.Access;
using Collegue.Gateway.Administration;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>Says what programs will be told before a name goes, and that disabling would do.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class RemoveRouterModel(RouterKeeping keeping) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await keeping.FindAsync(Id, cancellation) is not { } router)
        {
            return NotFound();
        }

        Name = router.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await keeping.RemoveAsync(Id, User.Acting().AgentId, cancellation))
        {
            TempData["gone"] = "router";
            return RedirectToPage("/Admin/Gateway/Index", null, null);
        }

        TempData["done"] = "router-removed";
        return RedirectToPage("/Admin/Gateway/Index", null, null);
    }
}
