using Collegue.Storage.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Mail;

/// <summary>A letter as it was written, on a page to print.</summary>
internal sealed class LetterModel(CaseMailReader reader) : PageModel
{
    public OutboxMessage Letter { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await reader.LetterAsync(id, cancellation) is not { } letter)
        {
            return NotFound();
        }

        Letter = letter;
        return Page();
    }
}
