using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Collegue.Bench.Fuzz;

/// <summary>
/// Small PDF files written by hand. A piece is an object; one that begins with a dictionary and a line "stream" has the rest packed
/// when the dictionary says so, after it was damaged.
/// </summary>
internal static class PdfSeeds
{
    private const string Catalog = "<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R >>";
    private const string Font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    private const string Text =
        "BT /F1 18 Tf 60 760 Td (Cantine scolaire) Tj ET\nBT /F1 11 Tf 60 720 Td 14 TL (Le tarif du repas est de 3,20 euros.) Tj T* [(L'ins) -20 (cription) 120 ( se fait)] TJ T* (en mairie \\(accueil\\).) ' ET\n"
        + "q 1 0 0 1 0 -200 cm BT /F1 11 Tf 1 0 0 1 60 600 Tm <4C61206D6169726965> Tj ET Q\n60 500 200 100 re S\n";

    private const string Composite =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "2 beginbfchar <0001> <004C> <0002> <0061> endbfchar 1 beginbfrange <0003> <0020> <0063> endbfrange endcmap end end";

    public static IReadOnlyList<FuzzSeed> All { get; } =
    [
        Of(Plain("<< /Length 0 >>")),
        Of(Plain("<< /Length 0 /Filter /FlateDecode >>")),
        Of(Plain("<< /Length 0 /Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null << /Predictor 1 >>] >>")),
        Of(
        [
            Catalog, "<< /Type /Pages /Kids [3 0 R 10 0 R] /Count 2 /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 90 /Contents [4 0 R 4 0 R] /Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example) >> >>] >>",
            "<< /Length 0 /Filter /FlateDecode >>\nstream\nBT /F1 12 Tf 60 700 Td <000100020003000400050006> Tj ET /X1 Do",
            "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R /DW 500 /W [1 [500 600] 3 9 550] >>",
            "<< /Type /FontDescriptor /FontName /AAAAAA+A /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
            "<< /Length 0 /Filter /FlateDecode >>\nstream\n" + Composite,
            "<< /Type /Outlines /First 9 0 R /Count 1 /Title (Sommaire) >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /X1 11 0 R >> >> /Contents 4 0 R >>",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 0 0] /Resources << >> /Length 0 >>\nstream\nq 1 0 0 1 5 5 cm 0 0 10 10 re S Q",
        ]),
    ];

    private static string[] Plain(string stream) =>
    [
        Catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        stream + "\nstream\n" + Text, Font,
    ];

    private static FuzzSeed Of(string[] objects) =>
        new([.. objects.Select((text, at) => new FuzzPart((at + 1).ToString(CultureInfo.InvariantCulture), Encoding.Latin1.GetBytes(text)))], Assemble);

    private static byte[] Assemble(IReadOnlyList<FuzzPart> parts)
    {
        var file = new MemoryStream();
        var offsets = new List<long>();
        Write(file, "%PDF-1.5\n");
        foreach (var part in parts)
        {
            offsets.Add(file.Position);
            Write(file, $"{part.Name} 0 obj\n");
            file.Write(Packed(part.Content));
            Write(file, "\nendobj\n");
        }

        var start = file.Position;
        Write(file, string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        offsets.ForEach(offset => Write(file, string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        Write(file, string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>The stream of an object in its filters, with its true length, unless the damage took the length or the stream away.</summary>
    private static byte[] Packed(byte[] content)
    {
        var mark = "\nstream\n"u8;
        var at = content.AsSpan().IndexOf(mark);
        if (at < 0)
        {
            return content;
        }

        var dictionary = Encoding.Latin1.GetString(content, 0, at);
        var stream = content[(at + mark.Length)..];
        if (dictionary.Contains("FlateDecode", StringComparison.Ordinal))
        {
            using var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                zlib.Write(stream);
            }

            stream = packed.ToArray();
        }

        if (dictionary.Contains("ASCIIHexDecode", StringComparison.Ordinal))
        {
            stream = Encoding.ASCII.GetBytes(Convert.ToHexString(stream) + ">");
        }

        dictionary = dictionary.Replace("/Length 0", string.Create(CultureInfo.InvariantCulture, $"/Length {stream.Length}"), StringComparison.Ordinal);
        return [.. Encoding.Latin1.GetBytes(dictionary), .. mark, .. stream, .. "\nendstream"u8];
    }

    private static void Write(Stream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
