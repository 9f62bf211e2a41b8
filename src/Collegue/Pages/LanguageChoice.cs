using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace Collegue.Pages;

/// <summary>Keeps the chosen language in a cookie and comes back to the page the link was on.</summary>
internal static class LanguageChoice
{
    public const string Cookie = "collegue.language";

    internal static RedirectHttpResult Choose(HttpContext context, string? to, string? back)
    {
        var culture = to == "en" ? "en-GB" : "fr-FR";
        context.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        return TypedResults.LocalRedirect(IsLocal(back) ? back! : $"{context.Request.PathBase}/");
    }

    private static bool IsLocal(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
