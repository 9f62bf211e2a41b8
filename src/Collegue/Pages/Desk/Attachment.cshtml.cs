using Collegue.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk;

/// <summary>A citizen's file, always handed over as a download: a browser must not interpret it on this site.</summary>
internal sealed class AttachmentModel(CollegueDb db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var attachment = await db.Attachments.AsNoTracking().Include(row => row.Content).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (attachment?.Content is not { } content)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        Response.Headers.CacheControl = "no-store";
        return File(content.Bytes, "application/octet-stream", attachment.FileName);
    }
}
