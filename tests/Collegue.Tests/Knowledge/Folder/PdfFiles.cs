using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Collegue.Tests.Knowledge.Folder;

/// <summary>Typesets small PDF files; standard fonts write ASCII only.</summary>
internal sealed class PdfFiles
{
    private readonly PdfDocumentBuilder builder = new();
    private readonly PdfDocumentBuilder.AddedFont regular;
    private readonly PdfDocumentBuilder.AddedFont bold;
    private PdfPageBuilder page;

    public PdfFiles()
    {
        regular = builder.AddStandard14Font(Standard14Font.Helvetica);
        bold = builder.AddStandard14Font(Standard14Font.HelveticaBold);
        page = builder.AddPage(PageSize.A4);
    }

    public PdfFiles NextPage()
    {
        page = builder.AddPage(PageSize.A4);
        return this;
    }

    public PdfFiles Text(double x, double y, string text, double size = 11, bool isBold = false)
    {
        page.AddText(text, size, new PdfPoint(x, y), isBold ? bold : regular);
        return this;
    }

    public PdfFiles Lines(double x, double top, params string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
            Text(x, top - at * 14, lines[at]);
        return this;
    }

    public byte[] Build() => builder.Build();

    /// <summary>What a scanner makes: a page without letters.</summary>
    public static byte[] Scan()
    {
        var builder = new PdfDocumentBuilder();
        builder.AddPage(PageSize.A4).DrawRectangle(new PdfPoint(50, 50), 400, 600, 2);
        return builder.Build();
    }

    /// <summary>One picture (JPEG) on each page.</summary>
    public static byte[] OfPictures(IEnumerable<byte[]> pictures)
    {
        var builder = new PdfDocumentBuilder();
        foreach (var picture in pictures)
        {
            var page = builder.AddPage(PageSize.A4);
            page.AddJpeg(picture, page.PageSize);
        }
        return builder.Build();
    }

    /// <summary>A file whose password is not the empty one.</summary>
    public static byte[] Encrypted() => Raw(
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            $"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{new string('1', 64)}> /U <{new string('2', 64)}> >>",
        ],
        "/Encrypt 4 0 R /ID [<00> <00>]");

    /// <summary>One page whose content is this very stream.</summary>
    public static byte[] Raw(byte[] stream, string filter) => Raw(
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            $"<< /Length {stream.Length} /Filter {filter} >>\nstream\n{Encoding.Latin1.GetString(stream)}\nendstream",
        ]);

    /// <summary>One page that draws two drawings, X1 and X2; both draw this and have these resources.</summary>
    public static byte[] OfDrawings(string drawing, string resources)
    {
        var form = $"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] {resources} /Length {drawing.Length} >>\nstream\n{drawing}\nendstream";
        return Raw(
            [
                "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /XObject << /X1 5 0 R /X2 4 0 R >> "
                    + "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
                form, form, "<< /Length 15 >>\nstream\n/X1 Do /X2 Do  \nendstream",
            ]);
    }

    private static byte[] Raw(IEnumerable<string> objects, string trailer = "")
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var content in objects)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }
        var start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
