using Collegue.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Account;

[AllowAnonymous]
internal sealed class SignOutModel(SignIn signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.CloseAsync();
        return RedirectToPage("/Account/SignOut", new { done = true });
    }
}
