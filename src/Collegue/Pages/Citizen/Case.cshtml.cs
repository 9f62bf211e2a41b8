using Collegue.Casework.Intake;
using Collegue.Casework.Reviewing;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Collegue.Pages.Citizen;

[NeedsOrganisation]
[PrivatePage]
[PublicForm]
[IgnoreAntiforgeryToken(Order = 2000)]
internal sealed class CaseModel(CitizenDesk desk, CaseReader reader, Merges merges, CitizenPageTools tools) : CitizenPage(tools)
{
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>What was just done, after the redirect: <c>message</c>, <c>rate</c> or <c>ask</c>.</summary>
    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public string? SubmissionId { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Ease { get; set; }

    [BindProperty]
    public string? Help { get; set; }

    /// <summary>What is asked about the handling of the case.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public new string? Request { get; set; }

    /// <summary>Null when no case has this link.</summary>
    public CaseView? View { get; private set; }

    public IEnumerable<SelectListItem> Answers => Enum.GetNames<SatisfactionAnswer>()
        .Select(name => new SelectListItem(Texts[$"case.rate.{name}"], name, Answer is null && View?.Opinion?.Answer.ToString() == name));

    public IEnumerable<SelectListItem> Eases => Optional<RequestEase>("ease", View?.Opinion?.Ease, Ease);

    public IEnumerable<SelectListItem> Helps => Optional<HelpNeeded>("help", View?.Opinion?.Help, Help);

    public IEnumerable<SelectListItem> Kinds =>
        Enum.GetNames<CitizenRequestKind>().Select(name => new SelectListItem(Texts[$"request.kind.{name}"], name));

    public async Task<IActionResult> OnGetAsync()
    {
        SubmissionId = FrontDesk.NewSubmissionId().ToString();
        await PrepareAsync();
        if (View is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (await merges.ContinuedInAsync(View.Subject, HttpContext.RequestAborted) is { } next)
        {
            return RedirectToPage(null, null, new { token = next.TrackingToken, from = View.Subject.Number });
        }

        return Page();
    }

    public Task<IActionResult> OnPostHumanAsync() => GuardAsync(async () =>
        await ShowAsync(await desk.AskForHumanAsync(Token, HttpContext.RequestAborted), "human"));

    public Task<IActionResult> OnPostRateAsync() => GuardAsync(async () =>
    {
        if (!Enum.GetNames<SatisfactionAnswer>().Contains(Answer))
        {
            ModelState.AddModelError(nameof(Answer), Texts["case.rate.missing"]);
            return await RefuseAsync([]);
        }

        return await ShowAsync(
            await desk.RateAsync(
                Token, Enum.Parse<SatisfactionAnswer>(Answer!), ListedChoice.Read<RequestEase>(Ease), ListedChoice.Read<HelpNeeded>(Help), HttpContext.RequestAborted),
            "rate");
    });

    public Task<IActionResult> OnPostAskAsync() => GuardAsync(async () =>
    {
        if (ListedChoice.Read<CitizenRequestKind>(Kind) is not { } kind)
        {
            ModelState.AddModelError(nameof(Kind), Texts["request.missing"]);
            return await RefuseAsync([]);
        }

        var form = Guid.TryParse(SubmissionId, out var known) ? known : FrontDesk.NewSubmissionId();
        return await ShowAsync(await desk.AskAsync(Token, SameSubmission.Of(form, [], Kind, Request), kind, Request, HttpContext.RequestAborted), "ask");
    });

    public Task<IActionResult> OnPostMessageAsync() => GuardAsync(async () =>
    {
        var files = await ReadAsync(Files, HttpContext.RequestAborted);
        var form = Guid.TryParse(SubmissionId, out var known) ? known : FrontDesk.NewSubmissionId();
        var id = SameSubmission.Of(form, files, Body);
        return await ShowAsync(await desk.AddMessageAsync(Token, id, Body ?? "", files, HttpContext.RequestAborted), "message");
    });

    private protected override async Task PrepareAsync() => View = await reader.ReadAsync(Token, HttpContext.RequestAborted);

    private IEnumerable<SelectListItem> Optional<T>(string key, T? given, string? typed)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => new SelectListItem(Texts[$"case.rate.{key}.{name}"], name, typed is null && given?.ToString() == name));

    private async Task<IActionResult> ShowAsync(CitizenOutcome outcome, string done) => outcome switch
    {
        CitizenOutcome.Done => RedirectToPage(null, null, new { token = Token, done }, "state"),
        CitizenOutcome.Unknown => RedirectToPage(new { token = Token }),
        CitizenOutcome.Invalid invalid => await RefuseAsync(invalid.Problems),
        _ => throw new InvalidOperationException(outcome.GetType().Name),
    };
}
