using System.Diagnostics;
using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Folder;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

/// <summary>Pages that are only pictures, made here by drawing a typeset page and keeping the drawing.</summary>
public sealed class ScannedPdfTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_words_of_a_scan_are_recognised()
    {
        folder.With("scan.pdf", Scan(
            new PdfFiles().Text(60, 780, "Reglement de la salle des fetes", 20, isBold: true)
                .Lines(60, 730, "La salle des fetes est louee aux habitants de la commune le samedi et le di-", "manche. Les cles sont remises en mairie.")
                .NextPage().Lines(60, 780, "Le tarif est de 150 euros par jour.")));

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Reglement de la salle des fetes", document.Title);
        var text = string.Join('\n', document.Lines());
        Assert.Contains("le samedi et le dimanche. Les cles sont remises en mairie.", text, StringComparison.Ordinal);
        Assert.Contains("Page 2 | Le tarif est de 150 euros par jour.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_programs_the_refusal_says_what_to_install() =>
        Assert.Contains("tesseract-ocr-fra", await RefusalAsync(new Ocr(null, null)));

    [Fact]
    public async Task Without_french_the_refusal_says_what_to_install() =>
        Assert.Contains("tesseract-ocr-fra", await RefusalAsync(new Ocr(ChildProgram.Find("pdftoppm"), Program("echo deu"))));

    [Fact]
    public async Task A_program_that_takes_too_long_is_given_up() =>
        Assert.Contains("page 1", await RefusalAsync(
            new Ocr(ChildProgram.Find("pdftoppm"), Program("case $1 in --list-langs) echo fra;; *) while :; do :; done;; esac"), OcrBounds.Usual with { PerPage = TimeSpan.FromSeconds(1) })));

    [Fact]
    public async Task A_program_that_is_given_up_is_killed()
    {
        var trace = Path.Combine(folder.Outside, "trace");
        using var watcher = new FileSystemWatcher(folder.Outside, "trace");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        watcher.Renamed += (_, _) => stop.Cancel();
        watcher.EnableRaisingEvents = true;
        var ocr = new Ocr(ChildProgram.Find("pdftoppm"), Program(Endless(trace)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ocr.ReadAsync(PdfFiles.Scan(), new FileReading.Pictures(1, "images"), stop.Token));

        Assert.False(Directory.Exists($"/proc/{(await File.ReadAllTextAsync(trace, TestContext.Current.CancellationToken)).Trim()}"));
    }

    [Fact]
    public async Task A_scan_of_too_many_pages_is_refused() =>
        Assert.Contains("plus de 0 pages", await RefusalAsync(
            new Ocr(ChildProgram.Find("pdftoppm"), ChildProgram.Find("tesseract"), OcrBounds.Usual with { Pages = 0 })));

    private async Task<string> RefusalAsync(Ocr ocr)
    {
        folder.With("scan.pdf", PdfFiles.Scan());
        var opened = Assert.IsType<FolderOpening.Opened>(FolderSource.Open(folder.Root)).Source;
        var source = opened.With(new BoundedReading(ocr));
        await foreach (var item in source.ReadAsync(TestContext.Current.CancellationToken))
            return Assert.IsType<SourceItem.Skipped>(item).Reason;
        return "";
    }

    private static string Endless(string trace) =>
        $"case $1 in --list-langs) echo fra;; *) echo $$ > '{trace}~'; mv '{trace}~' '{trace}'; while :; do :; done;; esac";

    private string Program(string script)
    {
        var file = Path.Combine(folder.Outside, "programme");
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        Process.Start("chmod", ["+x", file]).WaitForExit();
        return file;
    }

    /// <summary>Draws the pages with poppler and puts each drawing, a JPEG, on a page of its own.</summary>
    private byte[] Scan(PdfFiles typeset)
    {
        var file = Path.Combine(folder.Outside, "typeset.pdf");
        File.WriteAllBytes(file, typeset.Build());
        using var drawing = Process.Start("pdftoppm", ["-r", "150", "-jpeg", file, Path.Combine(folder.Outside, "page")]);
        drawing.WaitForExit();
        return PdfFiles.OfPictures(Directory.GetFiles(folder.Outside, "page*.jpg").Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
    }
}
