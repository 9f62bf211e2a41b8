using Collegue.Casework.Sending.Paper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Channels;

/// <summary>The letter of a reply, to print; shown by the browser, kept by no cache.</summary>
internal sealed class LetterModel(PaperLetters letters) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await letters.PrintAsync(id, HttpContext.FindAddress(), cancellation) is not { } letter)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentDisposition = $"inline; filename=\"lettre-{letter.Number}.pdf\"";
        return File(letter.Pdf, "application/pdf");
    }
}
