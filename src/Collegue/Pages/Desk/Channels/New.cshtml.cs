using System.Globalization;
using Collegue.Access;
using Collegue.Casework;
using Collegue.Casework.Intake;
using Collegue.Casework.Triage;
using Collegue.Design;
using Collegue.Pages.Citizen;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk.Channels;

/// <summary>
/// A request by telephone, at the counter or on paper, typed in by an agent: one form, one button, the same case as a citizen's own.
/// Looking for the person and the service is a step of its own, that may be left out.
/// </summary>
[PublicForm]
[IgnoreAntiforgeryToken(Order = 2000)]
internal sealed class NewModel(
    FrontDesk frontDesk, CitizenDesk citizens, SamePerson people, Triage triage, ChannelChoices choices, CollegueDb db, IAntiforgery forgery,
    TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options, IStringLocalizer<ChannelTexts> texts) : PageModel
{
    [BindProperty]
    public NewRequestForm Typed { get; set; } = new();

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>The earlier case whose button was pressed.</summary>
    [BindProperty]
    public Guid? Earlier { get; set; }

    public CaseworkOptions Limits => options.Value;

    public ChannelChoices Choices => choices;

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    /// <summary>Null until they were looked for.</summary>
    public IReadOnlyList<EarlierCase>? People { get; private set; }

    /// <summary>What triage says of the text; null until it was asked.</summary>
    public TriageOutcome? Proposed { get; private set; }

    /// <summary>Somebody asks for the citizen, or what was typed about them is wrong.</summary>
    public bool OpensProxy => Typed.HasProxy
        || ModelState.Any(entry => (entry.Key.StartsWith("Typed.Proxy", StringComparison.Ordinal) || entry.Key is "Typed.Quality" or "Typed.Consent") && entry.Value!.Errors.Count > 0);

    public async Task OnGetAsync([FromQuery] string? channel, CancellationToken cancellation)
    {
        Typed = new NewRequestForm
        {
            SubmissionId = FrontDesk.NewSubmissionId().ToString(),
            Channel = ListedChoice.Read<Channel>(channel) is { } known && ChannelChoices.Typed.Contains(known) ? known.ToString() : null,
            ReceivedOn = TownHallTime.DayOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Language = "fr",
            Consent = nameof(ProxyConsent.Said),
        };
        await PrepareAsync(cancellation);
    }

    /// <summary>For the script that looks while the agent types.</summary>
    public async Task<IActionResult> OnGetPeopleAsync(string? name, string? email, string? phone, CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        return Partial("Channels/_People", await people.FindAsync(name, email, phone, cancellation));
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        var files = await CitizenPage.ReadAsync(Files, cancellation);
        if (!Check() || await DepartmentAsync(cancellation) is not { } department)
        {
            return await AgainAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        var submission = Typed.ToSubmission(files, department == Guid.Empty ? null : department, User.Acting().AgentId);
        return await frontDesk.AcceptAsync(submission, HttpContext.TrackingLink, cancellation) switch
        {
            IntakeOutcome.Accepted accepted => RedirectToPage("/Desk/Channels/Receipt", null, new { id = accepted.CaseId }),
            IntakeOutcome.Invalid invalid => await RefuseAsync(invalid.Problems, cancellation),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }, cancellation);

    /// <summary>Looks for the person, and asks triage which service it would choose.</summary>
    public Task<IActionResult> OnPostCheckAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        People = await people.FindAsync(Typed.Name, Typed.Email, Typed.Phone, cancellation);
        if (PlainText.Clean(Typed.Body ?? "") is { Length: > 0 } body && body.Length <= Limits.MaxMessageLength)
        {
            Proposed = triage.Decide(body, Files.Count > 0);
            await ProposeDepartmentAsync(Proposed.Department, cancellation);
        }

        return await AgainAsync(StatusCodes.Status200OK, cancellation);
    }, cancellation);

    /// <summary>The same person: their contact details fill what is empty.</summary>
    public Task<IActionResult> OnPostReuseAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Earlier, cancellation) is not { } earlier)
        {
            return NotFound();
        }

        Typed = Typed.FilledFrom(earlier);
        ModelState.Clear();
        return await AgainAsync(StatusCodes.Status200OK, cancellation);
    }, cancellation);

    /// <summary>The same matter: what was said becomes a message of the earlier case.</summary>
    public Task<IActionResult> OnPostAppendAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Earlier, cancellation) is not { } earlier)
        {
            return NotFound();
        }

        var files = await CitizenPage.ReadAsync(Files, cancellation);
        var outcome = await citizens.AddMessageAsync(
            earlier.TrackingToken, Typed.IdentityOf(files, earlier.Id.ToString()), Typed.Body ?? "", files, cancellation, User.Acting().AgentId);
        return outcome is CitizenOutcome.Invalid invalid
            ? await RefuseAsync(invalid.Problems, cancellation)
            : RedirectToPage("/Desk/Channels/Receipt", null, new { id = earlier.Id, added = "true" });
    }, cancellation);

    private bool Check()
    {
        foreach (var (field, code) in Typed.Problems())
        {
            ModelState.AddModelError(field, texts[$"problem.{code}"]);
        }

        return ModelState.IsValid;
    }

    /// <summary>Empty when none was chosen; null, with an error, when it is none of the organisation.</summary>
    private async Task<Guid?> DepartmentAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Typed.DepartmentId))
        {
            return Guid.Empty;
        }

        if (Guid.TryParse(Typed.DepartmentId, out var id) && await db.Departments.AnyAsync(row => row.Id == id, cancellation))
        {
            return id;
        }

        ModelState.AddModelError("Typed.DepartmentId", texts["problem.department"]);
        return null;
    }

    private async Task ProposeDepartmentAsync(string? slug, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Typed.DepartmentId)
            && await db.Departments.AsNoTracking().Where(row => row.Slug == slug).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation) is { } id)
        {
            Typed = Typed with { DepartmentId = id.ToString() };
            ModelState.Remove("Typed.DepartmentId");
        }
    }

    private async Task<IActionResult> GuardAsync(Func<Task<IActionResult>> act, CancellationToken cancellation)
    {
        if (await forgery.IsRequestValidAsync(HttpContext))
        {
            return await act();
        }

        ModelState.AddModelError("", texts["problem.expired"]);
        return await AgainAsync(StatusCodes.Status400BadRequest, cancellation);
    }

    private async Task<IActionResult> RefuseAsync(IEnumerable<IntakeProblem> problems, CancellationToken cancellation)
    {
        foreach (var problem in problems)
        {
            ModelState.AddModelError(problem.Field == IntakeField.Files ? nameof(Files) : $"Typed.{problem.Field}", texts[$"problem.{problem.Code}", problem.Detail ?? ""]);
        }

        return await AgainAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
    }

    private async Task<IActionResult> AgainAsync(int status, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        Response.StatusCode = status;
        return Page();
    }

    private async Task PrepareAsync(CancellationToken cancellation) => Departments = await choices.DepartmentsAsync(cancellation);
}
