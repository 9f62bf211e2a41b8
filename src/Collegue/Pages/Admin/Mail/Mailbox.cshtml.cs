using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Intake.Mail;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Mail;

/// <summary>A mailbox: added, or changed. Its password is typed and never shown again.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class MailboxModel(MailKeeping keeping, CurrentOrganisation current, MailboxPasswords passwords, IStringLocalizer<MailTexts> texts) : PageModel
{
    [FromRoute]
    public Guid? Id { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Host { get; set; }

    [BindProperty]
    public string? Port { get; set; } = "993";

    [BindProperty]
    public MailSecurity? Security { get; set; } = MailSecurity.Tls;

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty]
    public string? Folder { get; set; } = "INBOX";

    [BindProperty]
    public string? MoveTo { get; set; }

    [BindProperty]
    public Guid? DepartmentId { get; set; }

    [BindProperty]
    public bool KeepsCopies { get; set; }

    [BindProperty]
    public bool ReadOld { get; set; }

    [BindProperty]
    public bool Enabled { get; set; }

    public IEnumerable<SelectListItem> Securities =>
        Enum.GetValues<MailSecurity>().Select(security => new SelectListItem(texts[$"security.{security}"], security.ToString()));

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Id is not { } id)
        {
            (Enabled, KeepsCopies) = (true, true);
            return Page();
        }

        if (await keeping.MailboxAsync(id, cancellation) is not { } mailbox)
        {
            return NotFound();
        }

        (Address, Host, Port, Security, UserName) = (mailbox.Address, mailbox.Host, $"{mailbox.Port}", mailbox.Security, mailbox.UserName);
        (Folder, MoveTo, DepartmentId, KeepsCopies, Enabled) = (mailbox.Folder, mailbox.MoveTo, mailbox.DepartmentId, mailbox.KeepsCopies, mailbox.Enabled);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var before = Id is { } id ? await keeping.MailboxAsync(id, cancellation) : null;
        if (Id is not null && before is null)
        {
            return NotFound();
        }

        Check(before);
        if (ModelState.ErrorCount == 0 && await keeping.IsTakenAsync(Typed(Address)!.ToLowerInvariant(), Id, cancellation))
        {
            ModelState.AddModelError(nameof(Address), texts["mailbox.address.taken"]);
        }

        if (ModelState.ErrorCount > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var mailbox = Build(before);
        var agent = User.Acting().AgentId;
        if (before is null)
        {
            await keeping.AddAsync(mailbox, agent, cancellation);
        }
        else
        {
            await keeping.ChangeAsync(mailbox, before.Host != mailbox.Host || before.UserName != mailbox.UserName || before.Folder != mailbox.Folder, agent, cancellation);
        }

        TempData["done"] = before is null ? "added" : "changed";
        return RedirectToPage("/Admin/Mail/Index", null, null);
    }

    private async Task LoadAsync(CancellationToken cancellation) => Departments =
    [
        new SelectListItem(texts["mailbox.department.none"], ""),
        .. (await keeping.DepartmentsAsync(cancellation)).Select(department => new SelectListItem(department.Value, department.Key.ToString())),
    ];

    private void Check(Mailbox? before)
    {
        Demand(Typed(Address) is { Length: <= 254 } address && MimeKit.MailboxAddress.TryParse(address, out var parsed) && parsed.Address.Contains('@', StringComparison.Ordinal), nameof(Address), "mailbox.address.problem");
        Demand(Typed(Host) is { Length: <= 253 } host && Uri.CheckHostName(host) != UriHostNameType.Unknown, nameof(Host), "mailbox.host.problem");
        Demand(PortNumber is not null, nameof(Port), "mailbox.port.problem");
        Demand(Security is { } security && Enum.IsDefined(security), nameof(Security), "mailbox.security.problem");
        Demand(Typed(UserName) is { Length: <= 254 }, nameof(UserName), "mailbox.user.problem");
        Demand(Typed(Folder) is { Length: <= 200 }, nameof(Folder), "mailbox.folder.problem");
        Demand(Typed(MoveTo) is null or { Length: <= 200 }, nameof(MoveTo), "mailbox.folder.problem");
        Demand(Typed(MoveTo) is null || Typed(MoveTo) != Typed(Folder), nameof(MoveTo), "mailbox.move.problem");
        Demand(DepartmentId is not { } department || Departments.Any(item => item.Value == department.ToString()), nameof(DepartmentId), "mailbox.department.problem");

        // A password goes to the server it was given for: another server needs it typed again.
        var moved = before is not null && (before.Host != Typed(Host) || before.Security != Security);
        Demand(!string.IsNullOrEmpty(Secret) || (before is not null && !moved), nameof(Secret), "mailbox.password.problem");
    }

    private void Demand(bool holds, string field, string problem)
    {
        if (!holds)
        {
            ModelState.AddModelError(field, texts[problem]);
        }
    }

    private Mailbox Build(Mailbox? before)
    {
        var mailbox = before ?? new Mailbox
        {
            OrganisationId = current.Required.Id,
            Id = keeping.NewId(),
            Address = "",
            Host = "",
            Port = 0,
            Security = default,
            UserName = "",
            ProtectedPassword = "",
            Folder = "",
            Enabled = false,
            ReadSince = ReadOld ? null : keeping.Now,
            CreatedAt = keeping.Now,
        };
        (mailbox.Address, mailbox.Host, mailbox.Port, mailbox.Security) = (Typed(Address)!.ToLowerInvariant(), Typed(Host)!, PortNumber!.Value, Security!.Value);
        (mailbox.UserName, mailbox.Folder, mailbox.MoveTo) = (Typed(UserName)!, Typed(Folder)!, Typed(MoveTo));
        (mailbox.DepartmentId, mailbox.KeepsCopies, mailbox.Enabled) = (DepartmentId, KeepsCopies, Enabled);
        if (!string.IsNullOrEmpty(Secret))
        {
            mailbox.ProtectedPassword = passwords.Protect(mailbox.OrganisationId, mailbox.Id, Secret);
        }

        return mailbox;
    }

    private int? PortNumber => int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 ? port : null;

    private static string? Typed(string? text) => text?.Trim() is { Length: > 0 } typed ? typed : null;
}
