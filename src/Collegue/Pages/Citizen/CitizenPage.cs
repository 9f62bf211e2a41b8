using System.Globalization;
using Collegue.Access;
using Collegue.Casework;
using Collegue.Casework.Intake;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Citizen;

/// <summary>What the pages with a citizen's form share: whatever goes wrong, the form comes back with what was typed.</summary>
internal abstract class CitizenPage(CitizenPageTools tools) : PageModel
{
    public CaseworkOptions Limits => tools.Options.Value;

    private protected IStringLocalizer<CitizenTexts> Texts => tools.Texts;

    public static string AcceptedFiles => string.Join(", ", AttachmentInspector.Accepted);

    public string FilesHint => Texts["write.files.hint", Limits.MaxAttachments, (Limits.MaxAttachmentBytes / 1_000_000d).ToString("0.#", CultureInfo.CurrentCulture), AcceptedFiles];

    /// <summary>The address of a case, whole, as sent by mail and shown to be kept.</summary>
    private protected string TrackingLink(string token) => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/citizen/case/{token}";

    /// <summary>
    /// Runs the action unless the form is too old or comes too often. The page verifies the antiforgery token itself, since the
    /// framework's filter would answer an expired page with an empty 400.
    /// </summary>
    private protected async Task<IActionResult> GuardAsync(Func<Task<IActionResult>> action)
    {
        try
        {
            if (!await tools.Forgery.IsRequestValidAsync(HttpContext))
            {
                return await RefuseAsync(StatusCodes.Status400BadRequest, Texts["problem.expired"]);
            }

            if (!tools.Throttle.Allows(HttpContext))
            {
                Response.Headers.RetryAfter = "60";
                return await RefuseAsync(StatusCodes.Status429TooManyRequests, Texts["problem.throttled"]);
            }

            return await action();
        }
        catch (Exception exception) when (StorageTrouble.Is(exception) && !HttpContext.RequestAborted.IsCancellationRequested)
        {
            StorageTrouble.Log(tools.Logger, exception);
            Response.Headers.RetryAfter = "60";
            var phone = tools.Current.View?.Organisation.Phone;
            return await RefuseAsync(
                StatusCodes.Status503ServiceUnavailable, phone is null ? Texts["problem.unavailable"] : Texts["problem.unavailable.phone", phone]);
        }
    }

    /// <summary>Shows the form again with the problem on top.</summary>
    private protected async Task<IActionResult> RefuseAsync(int status, string problem)
    {
        ModelState.AddModelError("", problem);
        return await ShowAgainAsync(status);
    }

    private protected async Task<IActionResult> RefuseAsync(IEnumerable<IntakeProblem> problems)
    {
        foreach (var problem in problems)
        {
            var detail = int.TryParse(problem.Detail, CultureInfo.InvariantCulture, out var limit) ? limit.ToString("N0", CultureInfo.CurrentCulture) : problem.Detail;
            ModelState.AddModelError(problem.Field.ToString(), Texts[$"problem.{problem.Code}", detail ?? ""]);
        }

        return await ShowAgainAsync(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Reads what the page shows beside its form.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    internal static async Task<IReadOnlyList<SubmittedFile>> ReadAsync(IEnumerable<IFormFile> files, CancellationToken cancellation)
    {
        var read = new List<SubmittedFile>();
        foreach (var file in files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellation);
            read.Add(new SubmittedFile(file.FileName, bytes.ToArray()));
        }

        return read;
    }

    private async Task<IActionResult> ShowAgainAsync(int status)
    {
        await PrepareAsync();
        Response.StatusCode = status;
        return Page();
    }
}

/// <summary>What <see cref="CitizenPage"/> works with.</summary>
internal sealed record CitizenPageTools(
    IAntiforgery Forgery, FormThrottle Throttle, CurrentOrganisation Current, IStringLocalizer<CitizenTexts> Texts,
    IOptionsSnapshot<CaseworkOptions> Options, ILogger<CitizenPage> Logger);
