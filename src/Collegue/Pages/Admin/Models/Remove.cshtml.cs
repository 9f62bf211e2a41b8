using Collegue.Access;
using Collegue.Gateway.Administration;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin.Models;

/// <summary>Says what goes before it goes, and that disabling would do.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class RemoveModel(ModelKeeping keeping) : PageModel
{
    [FromRoute]
    public string Kind { get; set; } = "";

    [FromRoute]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    public int Models { get; private set; }

    public bool IsServer => Kind == "server";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (IsServer && await keeping.ServerAsync(Id, cancellation) is { } server)
        {
            (Name, Models) = (server.Name, server.Models.Count);
            return Page();
        }

        if (!IsServer && await keeping.ModelAsync(Id, cancellation) is { } model)
        {
            Name = model.ShownName;
            return Page();
        }

        return NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var agent = User.Acting().AgentId;
        if (!await (IsServer ? keeping.RemoveServerAsync(Id, agent, cancellation) : keeping.RemoveModelAsync(Id, agent, cancellation)))
        {
            return NotFound();
        }

        TempData["done"] = IsServer ? "server-removed" : "model-removed";
        return RedirectToPage("/Admin/Models/Index", null, null);
    }
}
