using Collegue.Storage;
using Collegue.Storage.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin;

internal sealed class AuditModel(CollegueDb db, AuditTrail trail, IStringLocalizer<AdminTexts> texts) : PageModel
{
    private const int PageSize = 50;

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public int Pages { get; private set; } = 1;

    public int Total { get; private set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>Names and case numbers the entries point at.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>What the last verification found, once: null, "" for a whole chain, or the fault.</summary>
    public string? Verified { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Verified = TempData["verified"] as string;
        Total = await db.AuditEntries.CountAsync(cancellation);
        Pages = Math.Max(1, (Total + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Entries = await db.AuditEntries.AsNoTracking().OrderByDescending(row => row.Sequence)
            .Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);

        var agents = Entries.Select(row => row.AgentId).OfType<Guid>().ToHashSet();
        var cases = Entries.Select(row => row.CaseId).OfType<Guid>().ToHashSet();
        var names = await db.Users.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        foreach (var subject in await db.Cases.AsNoTracking().Where(row => cases.Contains(row.Id)).Select(row => new { row.Id, row.Number }).ToListAsync(cancellation))
        {
            names[subject.Id] = subject.Number;
        }

        Names = names;
    }

    public async Task<IActionResult> OnPostVerifyAsync(CancellationToken cancellation)
    {
        TempData["verified"] = await trail.VerifyAsync(cancellation) is { } fault ? texts["audit.fault", fault.Sequence, fault.What].Value : "";
        return RedirectToPage("/Admin/Audit", null, null);
    }

    public string Who(AuditEntry entry) =>
        entry.AgentId is { } id && Names.TryGetValue(id, out var name) ? name : texts[$"actor.{entry.Actor.ToString().ToLowerInvariant()}"];

    public string What(AuditEntry entry)
    {
        var known = texts[$"action.{entry.Action}"];
        return known.ResourceNotFound ? entry.Action : known.Value;
    }
}
