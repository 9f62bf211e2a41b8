using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin;

/// <summary>Asks once more before a program is shut out.</summary>
internal sealed class RevokeKeyModel(ProgramKeys keys) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public ApiKey Key { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => OnOpenKeyAsync(() => Task.FromResult<IActionResult>(Page()), cancellation);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => OnOpenKeyAsync(
        async () =>
        {
            if (await keys.RevokeAsync(Id, User.Acting().AgentId, cancellation))
            {
                TempData["revoked"] = $"{Key.Name} ({Key.Prefix})";
            }

            return RedirectToPage("/Admin/Keys", null, null);
        },
        cancellation);

    private async Task<IActionResult> OnOpenKeyAsync(Func<Task<IActionResult>> act, CancellationToken cancellation)
    {
        if (!User.IsInRole(nameof(Roles.Administrator)))
        {
            return Forbid();
        }

        if (await keys.FindAsync(Id, cancellation) is not { } key)
        {
            return NotFound();
        }

        Key = key;
        return key.RevokedAt is null ? await act() : RedirectToPage("/Admin/Keys", null, null);
    }
}
