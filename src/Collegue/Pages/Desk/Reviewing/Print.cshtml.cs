using Collegue.Casework.Reviewing;
using Collegue.Pages.Desk.Cases;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>A case as a sheet of paper, without the internal notes.</summary>
internal sealed class PrintModel(CaseFiles files, Merges merges) : PageModel
{
    public CaseFile Opened { get; private set; } = null!;

    public IReadOnlyList<Case> Merged { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await files.FindAsync(id, cancellation) is not { } file)
        {
            return NotFound();
        }

        Opened = file;
        Merged = await merges.MergedIntoAsync(id, cancellation);
        return Page();
    }
}
