using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Incidents;
using Collegue.Pages.Steering.Incidents;
using Collegue.Storage.Incidents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Incidents;

/// <summary>Reports an error on a sent reply, a passage or a document: any agent may.</summary>
internal sealed class NewModel(ReportedText reportedText, IncidentReports reports, IStringLocalizer<IncidentTexts> texts) : PageModel
{
    [FromQuery(Name = "reply")]
    public Guid? Reply { get; set; }

    [FromQuery(Name = "passage")]
    public Guid? Passage { get; set; }

    [FromQuery(Name = "document")]
    public Guid? Document { get; set; }

    /// <summary>Which sentence, by its place; with a whole document the words are typed.</summary>
    [BindProperty]
    public string? Sentence { get; set; }

    [BindProperty]
    public string? Wrong { get; set; }

    [BindProperty]
    public string? Severity { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? Reach { get; set; }

    [BindProperty]
    public bool SaidByCitizen { get; set; }

    public Reported Reported { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Sentences =>
        [.. Reported.Sentences.Select((text, at) => new SelectListItem(text, at.ToString(CultureInfo.InvariantCulture)))];

    public IReadOnlyList<SelectListItem> Severities =>
        [.. Enum.GetValues<IncidentSeverity>().Select(severity => new SelectListItem(texts[$"severity.choice.{severity}"], severity.ToString()))];

    /// <summary>The first is the usual one.</summary>
    public IReadOnlyList<SelectListItem> ReachItems => [.. Possible().Select(reach => new SelectListItem(texts[$"reach.{reach}"], reach.ToString()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ShowAsync(StatusCodes.Status200OK, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await reportedText.FindAsync(Reply, Passage, Document, User, cancellation) is not { } reported)
        {
            return NotFound();
        }

        Reported = reported;
        var wrong = reported.Sentences.Count == 0 ? Wrong
            : int.TryParse(Sentence, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < reported.Sentences.Count ? reported.Sentences[at] : null;
        if (!Enum.TryParse<IncidentSeverity>(Severity, out var severity))
        {
            ModelState.AddModelError(nameof(Severity), texts["invalid.severity-missing"]);
        }

        if (string.IsNullOrWhiteSpace(wrong))
        {
            ModelState.AddModelError(reported.Sentences.Count == 0 ? nameof(Wrong) : nameof(Sentence), texts["invalid.wrong-missing"]);
        }

        if (string.IsNullOrWhiteSpace(Description))
        {
            ModelState.AddModelError(nameof(Description), texts["invalid.description-missing"]);
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        var reach = Enum.TryParse<Reach>(Reach, out var asked) ? asked : Possible()[0];
        return await reports.ReportAsync(
            new IncidentReport(Reply, Passage, Document, wrong!, severity, Description!, reach, SaidByCitizen), User.Acting(), cancellation) switch
        {
            IncidentOutcome.Done done => RedirectToPage("/Desk/Incidents/Reported", new { id = done.Id }),
            IncidentOutcome.Invalid invalid => await RefuseAsync(invalid.Code, cancellation),
            _ => NotFound(),
        };
    }

    private Task<IActionResult> RefuseAsync(string code, CancellationToken cancellation)
    {
        ModelState.AddModelError(code == "description-missing" ? nameof(Description) : code == "reach-unknown" ? nameof(Reach) : nameof(Wrong), texts[$"invalid.{code}"]);
        return ShowAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
    }

    private List<Reach> Possible() => (Reply, Passage) switch
    {
        ({ }, _) =>
        [
            Casework.Incidents.Reach.Sentence,
            .. Reported.Cited ? [Casework.Incidents.Reach.Passage, Casework.Incidents.Reach.Document] : Array.Empty<Reach>(),
            Casework.Incidents.Reach.Rules,
            .. Reported.FromModel ? [Casework.Incidents.Reach.Prompt, Casework.Incidents.Reach.Model] : Array.Empty<Reach>(),
        ],
        (_, { }) => [Casework.Incidents.Reach.Passage, Casework.Incidents.Reach.Sentence, Casework.Incidents.Reach.Document],
        _ => [Casework.Incidents.Reach.Document, Casework.Incidents.Reach.Sentence],
    };

    private async Task<IActionResult> ShowAsync(int status, CancellationToken cancellation)
    {
        if (await reportedText.FindAsync(Reply, Passage, Document, User, cancellation) is not { } reported)
        {
            return NotFound();
        }

        Reported = reported;
        Response.StatusCode = status;
        return Page();
    }
}
