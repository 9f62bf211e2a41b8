using Collegue.Casework.Intake;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Citizen;

/// <summary>Opens a case with the number and the code of a receipt or a letter; says what to do without them.</summary>
[NeedsOrganisation]
[PrivatePage]
[PublicForm]
[IgnoreAntiforgeryToken(Order = 2000)]
internal sealed class FindModel(CitizenDesk desk, CitizenPageTools tools) : CitizenPage(tools)
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public Task<IActionResult> OnPostAsync() => GuardAsync(async () =>
    {
        if (await desk.FindByCodeAsync(Number, Code, HttpContext.RequestAborted) is { } token)
        {
            return RedirectToPage("Case", new { token });
        }

        ModelState.AddModelError(nameof(Number), Texts["find.wrong"]);
        return await RefuseAsync([]);
    });
}
