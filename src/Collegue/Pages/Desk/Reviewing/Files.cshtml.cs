using System.Globalization;
using Collegue.Access;
using Collegue.Casework;
using Collegue.Casework.Intake;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Desk;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>The files that leave with the next reply of a case.</summary>
internal sealed class FilesModel(CollegueDb db, ReplyFiles replyFiles, IOptionsSnapshot<CaseworkOptions> options, IStringLocalizer<ReviewTexts> texts) : ReviewPage(db, texts)
{
    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public IReadOnlyList<ReplyFile> Waiting { get; private set; } = [];

    public static string AcceptedFiles => string.Join(", ", AttachmentInspector.Accepted);

    public string Hint => Texts["files.hint", options.Value.MaxAttachments, (options.Value.MaxAttachmentBytes / 1_000_000d).ToString("0.#", CultureInfo.CurrentCulture), AcceptedFiles];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => FormAsync(cancellation);

    public async Task<IActionResult> OnGetDownloadAsync(Guid file, CancellationToken cancellation)
    {
        var found = await Db.ReplyFiles.AsNoTracking().Include(row => row.Content).SingleOrDefaultAsync(row => row.Id == file && row.CaseId == Id, cancellation);
        if (found?.Content is not { } content)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        Response.Headers.CacheControl = "no-store";
        return File(content.Bytes, "application/octet-stream", found.FileName);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var given = new List<SubmittedFile>();
        foreach (var file in Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellation);
            given.Add(new SubmittedFile(file.FileName, bytes.ToArray()));
        }

        if (!await Db.Cases.AnyAsync(row => row.Id == Id, cancellation))
        {
            return NotFound();
        }

        if (given.Count == 0)
        {
            ModelState.AddModelError(nameof(Files), Texts["problem.files-none"]);
            return await FormAsync(cancellation, StatusCodes.Status422UnprocessableEntity);
        }

        foreach (var problem in await replyFiles.JoinAsync(Id, given, User.Acting(), cancellation))
        {
            ModelState.AddModelError(nameof(Files), Texts[$"problem.{problem.Code}", problem.Detail ?? ""]);
        }

        return ModelState.ErrorCount > 0 ? await FormAsync(cancellation, StatusCodes.Status422UnprocessableEntity) : Redirect(Url.Content($"~/desk/case/{Id}/files"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid file, CancellationToken cancellation)
    {
        await replyFiles.RemoveAsync(Id, file, User.Acting(), cancellation);
        return Redirect(Url.Content($"~/desk/case/{Id}/files"));
    }

    private protected override async Task PrepareAsync(CancellationToken cancellation) => Waiting = await replyFiles.WaitingAsync(Id, cancellation);
}
