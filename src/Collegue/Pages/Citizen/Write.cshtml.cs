using System.Globalization;
using Collegue.Casework.Intake;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Collegue.Pages.Citizen;

[NeedsOrganisation]
[PublicForm]
[IgnoreAntiforgeryToken(Order = 2000)]
internal sealed class WriteModel(FrontDesk desk, CitizenPageTools tools) : CitizenPage(tools)
{
    [BindProperty]
    public string? SubmissionId { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>How to reply; empty for by e-mail when there is an address, else on the tracking page.</summary>
    [BindProperty]
    public string? ReplyBy { get; set; }

    [BindProperty]
    public string? PostalAddress { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public IEnumerable<SelectListItem> Languages =>
        [new(Texts["write.language.fr"], "fr"), new(Texts["write.language.en"], "en")];

    public IEnumerable<SelectListItem> Replies =>
        [new(Texts["write.reply-by.usual"], ""), .. ((ReplyChannel[])[ReplyChannel.Letter, ReplyChannel.Phone]).Select(channel => new SelectListItem(Texts[$"write.reply-by.{channel}"], channel.ToString()))];

    public void OnGet()
    {
        SubmissionId = FrontDesk.NewSubmissionId().ToString();
        Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    }

    public Task<IActionResult> OnPostAsync() => GuardAsync(SendAsync);

    private async Task<IActionResult> SendAsync()
    {
        var cancellation = HttpContext.RequestAborted;
        var files = await ReadAsync(Files, cancellation);
        var form = Guid.TryParse(SubmissionId, out var known) ? known : FrontDesk.NewSubmissionId();
        var submission = new Submission(
            SameSubmission.Of(form, files, Body, Name, Email, Phone, ReplyBy, PostalAddress), Channel.Web, Body ?? "", Name, Email, Phone, Language == "en" ? "en" : "fr", files)
        {
            ReplyBy = ListedChoice.Read<ReplyChannel>(ReplyBy),
            PostalAddress = PostalAddress,
        };
        return await desk.AcceptAsync(submission, TrackingLink, cancellation) switch
        {
            IntakeOutcome.Accepted accepted => RedirectToPage("Received", new { token = accepted.TrackingToken }),
            IntakeOutcome.Invalid invalid => await RefuseAsync(invalid.Problems),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }
}
