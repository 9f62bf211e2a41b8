using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Pages.Citizen;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin;

/// <summary>The keys of programs: who has one, for what, until when. A new key is shown once.</summary>
[PrivatePage]
internal sealed class KeysModel(ProgramKeys keys, TimeProvider clock, IStringLocalizer<AdminTexts> texts) : PageModel
{
    private static readonly int[] Durations = [30, 90, 365, 730];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool ReadForAgents { get; set; }

    [BindProperty]
    public bool Write { get; set; }

    [BindProperty]
    public bool Cases { get; set; }

    /// <summary>Days; 0 for no end.</summary>
    [BindProperty]
    public int Days { get; set; } = 365;

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    /// <summary>The key just made, once.</summary>
    public string? Created { get; private set; }

    /// <summary>The name of the key just revoked, once.</summary>
    public string? Revoked { get; private set; }

    public bool MayChange => User.IsInRole(nameof(Roles.Administrator));

    public IEnumerable<SelectListItem> Choices =>
        [.. Durations.Select(days => new SelectListItem(texts[$"keys.days.{days}"], $"{days}")), new(texts["keys.days.0"], "0")];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Created = TempData["key"] as string;
        Revoked = TempData["revoked"] as string;
        Keys = await keys.ListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostCreateAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (Name?.Trim() is not { Length: > 0 and <= ProgramKeys.LongestName } name)
        {
            ModelState.AddModelError(nameof(Name), texts["keys.name.problem", ProgramKeys.LongestName]);
            return await AgainAsync(cancellation);
        }

        if (Days != 0 && !Durations.Contains(Days))
        {
            ModelState.AddModelError(nameof(Days), texts["keys.days.problem"]);
            return await AgainAsync(cancellation);
        }

        var scopes = ApiScopes.Read | (ReadForAgents ? ApiScopes.ReadForAgents : 0) | (Write ? ApiScopes.Write : 0) | (Cases ? ApiScopes.Cases : 0);
        var key = await keys.CreateAsync(name, scopes, Days == 0 ? null : Days, User.Acting().AgentId, cancellation);
        TempData["key"] = key.Secret;
        return RedirectToPage("/Admin/Keys", null, null);
    }

    public string State(ApiKey key) =>
        key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= clock.GetUtcNow() ? "expired" : "open";

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        Keys = await keys.ListAsync(cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
