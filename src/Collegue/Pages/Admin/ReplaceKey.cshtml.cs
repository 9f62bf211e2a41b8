using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin;

/// <summary>Puts a new key in the place of an old one, which stays good while the program is changed.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class ReplaceKeyModel(ProgramKeys keys, TimeProvider clock, IStringLocalizer<AdminTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>In days.</summary>
    [BindProperty]
    public int? Grace { get; set; }

    public ApiKey Key { get; private set; } = null!;

    public IEnumerable<SelectListItem> Graces => ProgramKeys.Graces.Select(days => new SelectListItem(texts[$"keys.grace.{days}"], $"{days}"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await keys.FindAsync(Id, cancellation) is not { } key)
        {
            return NotFound();
        }

        (Key, Grace) = (key, 7);
        return IsInUse ? Page() : RedirectToPage("/Admin/Keys", null, null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await keys.FindAsync(Id, cancellation) is not { } key)
        {
            return NotFound();
        }

        Key = key;
        if (Grace is not { } days || !ProgramKeys.Graces.Contains(days))
        {
            ModelState.AddModelError(nameof(Grace), texts["keys.grace.problem"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (await keys.RotateAsync(Id, days, User.Acting().AgentId, cancellation) is { } made)
        {
            TempData["key"] = made.Secret;
        }

        return RedirectToPage("/Admin/Keys", null, null);
    }

    private bool IsInUse => Key.RevokedAt is null && !(Key.ExpiresAt <= clock.GetUtcNow());
}
