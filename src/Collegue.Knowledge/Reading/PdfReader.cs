using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Collegue.Knowledge.Reading;

/// <summary>A PDF that holds text; the words of one made of pictures must first be recognised.</summary>
internal static class PdfReader
{
    private const int MostPages = 5_000;

    public static FileReading Read(byte[] content, CancellationToken cancellation)
    {
        try
        {
            var filters = PdfFilters.Create();
            using var file = PdfDocument.Open(content, Options(filters));
            return PdfForms.AreEndless(file, filters) ? new FileReading.Refused(ReadingTexts.TooDeep) : Read(file, cancellation);
        }
        catch (PdfDocumentEncryptedException)
        {
            return new FileReading.Refused(ReadingTexts.Encrypted);
        }
    }

    private static ParsingOptions Options(PdfFilters filters) => new() { SkipMissingFonts = true, MaxStackDepth = 128, FilterProvider = filters };

    private static FileReading Read(PdfDocument file, CancellationToken cancellation)
    {
        if (file.NumberOfPages > MostPages)
            return new FileReading.Refused(ReadingTexts.TooManyPages(MostPages));
        var pages = new List<IReadOnlyList<PdfLine>>();
        var letters = 0;
        var unmapped = 0;
        foreach (var page in file.GetPages())
        {
            cancellation.ThrowIfCancellationRequested();
            letters = ReadingBounds.Add(letters, page.Letters.Count);
            unmapped += page.Letters.Count(IsUnmapped);
            pages.Add(PdfPageLines.Read(page));
        }
        if (pages.TrueForAll(page => page.Count == 0))
            return new FileReading.Pictures(file.NumberOfPages, ReadingTexts.Scanned);
        if (unmapped > letters * 0.3)
            return new FileReading.Pictures(file.NumberOfPages, ReadingTexts.Unmapped);
        var blocks = PdfParagraphs.Read(PdfMargins.Shared(PdfRunningLines.Without(pages)));
        if (blocks.Count == 0)
            return new FileReading.Pictures(file.NumberOfPages, ReadingTexts.Scanned);
        return new FileReading.Text(blocks, Title(blocks));
    }

    /// <summary>The only heading of the largest size, when it stands alone; what the file says of itself is most often wrong.</summary>
    private static string? Title(IReadOnlyList<Block> blocks)
    {
        var largest = blocks.OfType<Block.Heading>().Where(heading => heading.Level == 1).Take(2).ToList();
        return largest is [var only] && !only.Title.StartsWith("Page ", StringComparison.Ordinal) ? only.Title : null;
    }

    private static bool IsUnmapped(Letter letter) =>
        string.IsNullOrEmpty(letter.Value) || letter.Value[0] is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') or < ' ';
}
