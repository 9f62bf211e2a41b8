using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages;

/// <summary>What to do when a page cannot be shown. Asks nothing of the database, which may be what is missing.</summary>
[IgnoreAntiforgeryToken(Order = 2000), FormUnread]
internal sealed class StatusModel : PageModel
{
    private static readonly int[] Worded = [400, 403, 404, 413, 429, 500, 503];

    public int Code { get; private set; }

    public void OnGet(int code) => Show(code);

    /// <summary>A refused form comes here with its own method.</summary>
    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is { } surprise)
        {
            code = surprise.Error switch
            {
                BadHttpRequestException refused => refused.StatusCode,
                AntiforgeryValidationException { InnerException: InvalidDataException or IOException } => 400,
                _ => StorageTrouble.Is(surprise.Error) ? 503 : 500,
            };
        }

        Code = Worded.Contains(code) ? code : code is >= 500 and < 600 ? 500 : code is >= 400 and < 500 ? 400 : 404;
        Response.StatusCode = code is >= 400 and < 600 ? code : 404;
        ModelState.Clear();
    }
}
