using System.Globalization;

namespace Collegue.Knowledge.Reading;

/// <summary>Bounds of the recognition of one file.</summary>
internal sealed record OcrBounds(int Pages, TimeSpan PerPage, TimeSpan PerFile)
{
    public static readonly OcrBounds Usual = new(200, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(15));
}

/// <summary>
/// Recognises the words of a scanned PDF with two programs of the system: poppler draws the pages, tesseract reads them.
/// Without them, or without French, the file is refused with what to install.
/// </summary>
internal sealed class Ocr
{
    private const int LongSide = 2400;
    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(60);
    private readonly string? renderer;
    private readonly string? recogniser;
    private readonly OcrBounds bounds;
    private readonly Lazy<Task<bool>> knowsFrench;

    public Ocr(string? renderer, string? recogniser, OcrBounds? bounds = null)
    {
        this.renderer = renderer;
        this.recogniser = recogniser;
        this.bounds = bounds ?? OcrBounds.Usual;
        knowsFrench = new(KnowsFrenchAsync);
    }

    /// <summary>The programs found on this machine.</summary>
    public static Ocr Installed { get; } = new(ChildProgram.Find("pdftoppm"), ChildProgram.Find("tesseract"));

    public async Task<FileReading> ReadAsync(byte[] pdf, FileReading.Pictures pictures, CancellationToken cancellation)
    {
        if (renderer is null || recogniser is null || !await knowsFrench.Value.ConfigureAwait(false))
            return new FileReading.Refused(ReadingTexts.NeedsOcr(pictures.Reason));
        if (pictures.Pages > bounds.Pages)
            return new FileReading.Refused(ReadingTexts.TooManyPictures(bounds.Pages));
        var folder = Directory.CreateTempSubdirectory("collegue-ocr-");
        try
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limited.CancelAfter(bounds.PerFile);
            return await ReadAsync(pdf, pictures.Pages, folder.FullName, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new FileReading.Refused(ReadingTexts.OcrTooSlow);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<FileReading> ReadAsync(byte[] pdf, int pages, string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "scan.pdf");
        await File.WriteAllBytesAsync(file, pdf, cancellation).ConfigureAwait(false);
        var text = new OcrText(pages);
        for (var page = 1; page <= pages; page++)
        {
            if (await PageAsync(file, page, Path.Combine(folder, "page"), cancellation).ConfigureAwait(false) is not { } words)
                return new FileReading.Refused(ReadingTexts.PageNotRecognised(page));
            text.Add(page, words);
        }
        return text.Blocks.Count == 0
            ? new FileReading.Refused(ReadingTexts.NothingRecognised)
            : new FileReading.Text(text.Blocks, text.Title);
    }

    /// <summary>The words of one page; null when a program failed or took too long. A blank page has none.</summary>
    private async Task<string?> PageAsync(string file, int page, string target, CancellationToken cancellation)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        // Scaled to a side, not to a resolution: a page may declare to be as large as a field.
        string[] drawing = ["-f", number, "-l", number, "-scale-to", LongSide.ToString(CultureInfo.InvariantCulture), "-gray", "-png", "-singlefile", file, target];
        if (await ChildProgram.RunAsync(renderer!, drawing, bounds.PerPage, cancellation).ConfigureAwait(false) is not { Status: 0 })
            return null;
        string[] reading = [target + ".png", "stdout", "-l", "fra"];
        return await ChildProgram.RunAsync(recogniser!, reading, bounds.PerPage, cancellation).ConfigureAwait(false) is { Status: 0 } read ? read.Output : null;
    }

    private async Task<bool> KnowsFrenchAsync() =>
        await ChildProgram.RunAsync(recogniser!, ["--list-langs"], Asking, CancellationToken.None).ConfigureAwait(false) is { Status: 0 } answer
        && answer.Output.Split('\n').Any(line => line.Trim() == "fra");
}
