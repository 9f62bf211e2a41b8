using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Steering.Letters;

/// <summary>What an organisation says in its letters: read by whoever steers, changed by managers and administrators.</summary>
internal abstract class LettersPage : PageModel
{
    private const string DoneKey = "letters-done";

    public string? Done { get; private set; }

    public bool MayChange => User.IsInRole(nameof(Roles.Manager)) || User.IsInRole(nameof(Roles.Administrator));

    private protected void Told() => Done = TempData[DoneKey] as string;

    private protected RedirectResult Tell(string done, string address)
    {
        TempData[DoneKey] = done;
        return Redirect(Url.Content(address));
    }

    private protected PageResult Refuse(int status, string field, string problem)
    {
        ModelState.AddModelError(field, problem);
        Response.StatusCode = status;
        return Page();
    }
}
