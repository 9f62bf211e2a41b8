using System.Globalization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Collegue.Casework.Sending.Paper;

/// <summary>
/// A letter as a tagged PDF: real text with embedded fonts, a title and a language, paragraphs in reading order; page numbers are
/// marked as decoration.
/// </summary>
public static class LetterPaper
{
    // The library keeps fonts in shared tables.
    private static readonly Lock Press = new();

    public static byte[] Print(PaperLetter letter)
    {
        lock (Press)
        {
            var lines = PaperLayout.Of(letter);
            using var document = new PdfDocument();
            Describe(document, letter);
            var accessibility = UAManager.ForDocument(document);
            accessibility.SetDocumentLanguage(letter.Language);
            var structure = accessibility.StructureBuilder;
            structure.BeginElement(PdfGroupingElementTag.Document);
            var pages = lines[^1].Page + 1;
            foreach (var page in lines.GroupBy(line => line.Page))
            {
                Draw(document, structure, [.. page], Footer(letter, page.Key + 1, pages));
            }

            structure.End();
            using var bytes = new MemoryStream();
            document.Save(bytes);
            return bytes.ToArray();
        }
    }

    /// <summary>Characters of a text that would be lost on paper.</summary>
    public static IReadOnlyList<string> Lost(string text) => PaperText.Lost(text);

    private static void Describe(PdfDocument document, PaperLetter letter)
    {
        document.Info.Title = letter.Title;
        document.Info.Author = letter.Sender[0];
        document.Info.Creator = "Collègue";
        document.Info.CreationDate = document.Info.ModificationDate = letter.At.DateTime;
        document.ViewerPreferences.DisplayDocTitle = true;
    }

    private static string Footer(PaperLetter letter, int page, int pages) =>
        PaperText.Printable($"{letter.Reference} – {string.Format(CultureInfo.InvariantCulture, letter.PageWords, page, pages)}");

    private static void Draw(PdfDocument document, StructureBuilder structure, IReadOnlyList<PaperLine> lines, string footer)
    {
        var page = document.AddPage();
        page.Size = PageSize.A4;
        using var pen = XGraphics.FromPdfPage(page);
        foreach (var paragraph in lines.GroupBy(line => line.Block))
        {
            structure.BeginElement(paragraph.First().IsHeading ? PdfBlockLevelElementTag.Heading1 : PdfBlockLevelElementTag.Paragraph);
            foreach (var line in paragraph)
            {
                pen.DrawString(line.Text, line.Font, XBrushes.Black, At(line.Left, line.Top), XStringFormats.TopLeft);
            }

            structure.End();
        }

        structure.BeginArtifact();
        pen.DrawString(footer, PaperFonts.Of(9), XBrushes.Black, At(190, 283), XStringFormats.TopRight);
        structure.End();
    }

    private static XPoint At(double left, double top) => new(XUnit.FromMillimeter(left).Point, XUnit.FromMillimeter(top).Point);
}
