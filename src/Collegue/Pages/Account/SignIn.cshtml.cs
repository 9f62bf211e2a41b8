using Collegue.Access;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Account;

[AllowAnonymous]
internal sealed class SignInModel(SignIn signIn, FormThrottle throttle, DemoMode demo, IStringLocalizer<AccountTexts> texts) : PageModel
{
    private const Roles AtTheDesk = Roles.Agent | Roles.Approver | Roles.Manager | Roles.Administrator;

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<AccountEntry> DemoAccounts { get; } = demo.Enabled ? DemoMode.Describe().Accounts : [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!throttle.Allows(HttpContext))
        {
            return Refuse(nameof(UserName), "sign-in.throttled", StatusCodes.Status429TooManyRequests);
        }

        if (string.IsNullOrWhiteSpace(UserName))
        {
            return Refuse(nameof(UserName), "sign-in.user-name.missing");
        }

        if (string.IsNullOrEmpty(Password))
        {
            return Refuse(nameof(Password), "sign-in.password.missing");
        }

        return await signIn.OpenAsync(UserName.Trim(), Password, cancellation) switch
        {
            SignInOutcome.Opened opened => LocalRedirect(Destination(opened.Roles)),
            SignInOutcome.LockedOut => Refuse(nameof(UserName), "sign-in.locked"),
            SignInOutcome.DemoOff => Refuse(nameof(UserName), "sign-in.demo-off"),
            SignInOutcome.NoMembership => Refuse(nameof(UserName), "sign-in.no-membership"),
            _ => Refuse(nameof(UserName), "sign-in.wrong"),
        };
    }

    private string Destination(Roles roles) =>
        Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : (roles & AtTheDesk) != Roles.None ? "/desk" : "/admin";

    private PageResult Refuse(string field, string text, int status = StatusCodes.Status422UnprocessableEntity)
    {
        ModelState.AddModelError(field, texts[text]);
        Response.StatusCode = status;
        return Page();
    }
}
