using Collegue.Access;
using Collegue.Casework.Intake.Mail;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin.Mail;

/// <summary>One mail that made no case, and the button that makes one of it all the same.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class RejectedMailModel(MailKeeping keeping, MailIntake intake) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public IncomingMail Mail { get; private set; } = null!;

    public string? LinkedNumber { get; private set; }

    public string? Text { get; private set; }

    /// <summary>No case could be made: there is nothing in it that can be read.</summary>
    public bool IsUnread { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    /// <summary>As received, always as a download: a browser must not interpret it on this site.</summary>
    public async Task<IActionResult> OnGetRawAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || Mail.Content?.Bytes is not { } bytes)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        Response.Headers.CacheControl = "no-store";
        return File(bytes, "application/octet-stream", $"{Id:N}.eml");
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (await intake.AcceptAnywayAsync(Id, User.Acting().AgentId, cancellation))
        {
            TempData["done"] = "accepted";
            return RedirectToPage("/Admin/Mail/Index", null, null);
        }

        IsUnread = true;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await LoadAsync(cancellation) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await keeping.MailAsync(Id, cancellation) is not { } mail)
        {
            return false;
        }

        Mail = mail;
        LinkedNumber = await keeping.NumberAsync(mail.LinkedCaseId, cancellation);
        Text = mail.Content?.Bytes is { } bytes ? MailIntake.TextOf(bytes) : null;
        return true;
    }
}
