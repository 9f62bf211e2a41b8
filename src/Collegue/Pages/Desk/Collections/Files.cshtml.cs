using System.Text.Json;
using Collegue.Access;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Pages.Desk.Collections.Keeping;
using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Collections;

/// <summary>Gives files to one's own collection and takes them back.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class FilesModel(
    CollectionShelf shelf, GivenFiles given, ReadingReader readings, RightsReader rights, UploadOptions options, IStringLocalizer<CollectionTexts> texts) : PageModel
{
    private const long MostBytes = 300_000_000;
    private const int MostFiles = 20;

    [FromRoute]
    public string Slug { get; set; } = "";

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>The file to take back.</summary>
    [FromQuery(Name = "file")]
    public Guid? Chosen { get; set; }

    public Collection Collection { get; private set; } = null!;

    public IReadOnlyList<GivenFile> Held { get; private set; } = [];

    /// <summary>What became of the files just sent, once.</summary>
    public IReadOnlyList<GivenResult> Results { get; private set; } = [];

    public GivenFile? Leaving { get; private set; }

    public string? Done { get; private set; }

    public bool IsReading { get; private set; }

    public Reading Reading { get; private set; } = null!;

    public int MaxFileMegabytes => options.MaxFileMegabytes;

    public static int MaxFiles => MostFiles;

    public static int MaxMegabytes => (int)(MostBytes / 1_000_000);

    public string Fingerprint => $"{IsReading}.{Reading.Last?.Id:N}.{Reading.Last?.State}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Done = TempData["done"] as string;
        Results = TempData["files"] is string results ? JsonSerializer.Deserialize<List<GivenResult>>(results)! : [];
        return await ShowAsync(cancellation);
    }

    /// <summary>For the script that waits for a reading: changes when it ends.</summary>
    public async Task<IActionResult> OnGetFingerprintAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) ? Content(Fingerprint) : NotFound();

    public async Task<IActionResult> OnGetRemoveAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Chosen is not { } file || await given.FindAsync(Collection, file, cancellation) is not { } found)
        {
            return NotFound();
        }

        Leaving = found;
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (Files.Count is 0 or > MostFiles)
        {
            ModelState.AddModelError(nameof(Files), texts[Files.Count == 0 ? "files.none-chosen" : "files.too-many", MostFiles]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(cancellation);
        }

        var results = await given.AddAsync(Collection, Files, User.Acting().AgentId, cancellation);
        if (!results.Any(result => result.Kept))
        {
            foreach (var result in results)
            {
                ModelState.AddModelError(nameof(Files), texts["files.refused", result.Name, texts[$"file.{result.State}", options.MaxFileMegabytes]]);
            }

            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(cancellation);
        }

        TempData["files"] = JsonSerializer.Serialize(results);
        return Redirect(Url.CollectionFiles(Slug));
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Chosen is not { } file
            || !await given.RemoveAsync(Collection, file, User.Acting().AgentId, cancellation))
        {
            return NotFound();
        }

        TempData["done"] = "removed";
        return Redirect(Url.CollectionFiles(Slug));
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        var agent = await rights.OfAsync(User, cancellation);
        if (await shelf.FindAsync(Slug, null, agent, cancellation) is not { } found || !agent.MayChange(found.Collection))
        {
            return false;
        }

        Collection = found.Collection;
        Reading = await readings.OfAsync(Collection, cancellation);
        IsReading = Reading.IsRunning || await given.IsAwaitedAsync(Reading.Source, cancellation);

        // The documents of another kind of source would leave at the next reading of given files.
        return Reading.Source is { Kind: SourceKind.Upload } || (Reading.Source is null && Collection.ImportedAt is null);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        Held = await given.ListAsync(Collection, Reading, cancellation);
        return Page();
    }
}
