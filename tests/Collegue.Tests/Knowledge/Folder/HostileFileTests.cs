using System.IO.Compression;
using System.Text;
using Collegue.Knowledge.Reading;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

/// <summary>Files made to harm: each is refused with its reason, or read within bounds.</summary>
public sealed class HostileFileTests
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly string[] EmptyAndOne = ["", "=1"];
    private static readonly string[] LetterAndOne = ["a", "=1"];

    public static TheoryData<string> Containers => [".docx", ".xlsx", ".odt"];

    [Theory]
    [MemberData(nameof(Containers))]
    public void A_container_that_swells_is_refused(string extension) =>
        Assert.Equal(ReadingTexts.Swollen, Refusal(Replaced(extension, Repeated("        ", 15_000_000)), extension));

    [Theory]
    [MemberData(nameof(Containers))]
    public void A_tag_that_swells_is_refused(string extension) =>
        Assert.Equal(ReadingTexts.Swollen, Refusal(Replaced(extension, Repeated(" a='b'", 300_000), "<x", "/>"), extension));

    [Fact]
    public void A_document_of_millions_of_tags_is_refused() =>
        Assert.Equal(ReadingTexts.Swollen, Refusal(Replaced(".docx", Repeated("<w:p/>", 3_000_000), $"<w:document xmlns:w='{Word}'><w:body>", "</w:body></w:document>"), ".docx"));

    [Fact]
    public void Parts_a_library_reads_by_itself_are_weighed_too()
    {
        var content = Entry(Valid(".docx"), "[Content_Types].xml", writer => Repeated("<Override PartName='/a' ContentType='b'/>", 3_000_000)(writer));

        Assert.Equal(ReadingTexts.Swollen, Refusal(content, ".docx"));
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void Entities_are_not_expanded(string extension)
    {
        const string Bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><x>&b;&c;</x>";

        Assert.Contains("abîmé", Refusal(Replaced(extension, writer => writer.Write(Bomb)), extension));
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void A_container_nested_beyond_reason_is_refused(string extension)
    {
        var (open, close) = extension switch
        {
            ".docx" => ($"<w:document xmlns:w='{Word}'><w:body>", "</w:body></w:document>"),
            ".xlsx" => ($"<workbook xmlns='{Sheet}'>", "</workbook>"),
            _ => ("<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:w='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:body>",
                "</o:body></o:document-content>"),
        };
        var nested = Replaced(extension, writer =>
        {
            Repeated("<w:p xmlns:w='urn:w'>", 50_000)(writer);
            Repeated("</w:p>", 50_000)(writer);
        }, open, close);

        Assert.Equal(ReadingTexts.TooDeep, Refusal(nested, extension));
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void A_password_is_named(string extension)
    {
        var locked = new byte[4096];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(locked, 0);
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(locked, 1024);
        var zipped = Valid(extension);
        for (var at = 0; at + 10 < zipped.Length; at++)
        {
            if (zipped.AsSpan(at, 4).SequenceEqual("PK\u0001\u0002"u8))
                zipped[at + 8] |= 1;
        }

        Assert.Equal(ReadingTexts.Locked, Refusal(locked, extension));
        Assert.Equal(ReadingTexts.Locked, Refusal(zipped, extension));
    }

    [Fact]
    public void The_password_of_a_libreoffice_text_is_named()
    {
        var content = OdtFiles.Zip(
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "chiffré"),
            ("META-INF/manifest.xml", "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"));

        Assert.Equal(ReadingTexts.Locked, Refusal(content, ".odt"));
    }

    [Fact]
    public void A_cell_or_a_row_repeated_without_end_is_bounded()
    {
        var content = OdtFiles.Of("<table:table><table:table-row table:number-rows-repeated='1000000'>"
            + "<table:table-cell table:number-columns-repeated='1000000'><text:p>a</text:p></table:table-cell></table:table-row></table:table>");

        Assert.Single(Read(content, ".odt").Blocks);
    }

    [Fact]
    public void Cells_merged_and_titles_repeated_without_end_are_refused()
    {
        var merges = Enumerable.Range(0, 40_000).Select(_ => "A1:A1048576").ToArray();
        string[][] rows = [["Titre", "b"], .. Enumerable.Repeat(EmptyAndOne, 200)];
        string[][] wordy = [[new string('t', 30_000), "b"], .. Enumerable.Repeat(LetterAndOne, 800)];

        Assert.Equal(ReadingTexts.Swollen, Refusal(XlsxFiles.Of(new SheetSketch("x", rows, false, merges)), ".xlsx"));
        Assert.Contains("millions de caractères", Refusal(XlsxFiles.Of(wordy), ".xlsx"));
        Assert.Contains("millions de caractères", Refusal(Encoding.UTF8.GetBytes(string.Join('\n', wordy.Select(row => string.Join(';', row)))), ".csv"));
    }

    [Fact]
    public void A_long_pdf_is_read_whole()
    {
        var pdf = new PdfFiles();
        for (var page = 1; page <= 500; page++)
        {
            pdf.Lines(60, 700, $"Voici la deliberation numero {page} du conseil.");
            if (page < 500)
                pdf.NextPage();
        }

        var blocks = Read(pdf.Build(), ".pdf").Blocks;

        Assert.Contains(blocks, block => block.Text.Contains("numero 500 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pdf_with_a_whole_book_on_one_line_is_read_whole()
    {
        var pdf = new PdfFiles();
        for (var word = 0; word < 30_000; word++)
        {
            pdf.Text(60 + (word * 40), 700, "mot");
        }

        var blocks = Read(pdf.Build(), ".pdf").Blocks;

        Assert.Equal(30_000, blocks.Sum(block => block.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Count(word => word == "mot")));
    }

    [Fact]
    public void A_pdf_that_swells_is_refused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var megabyte = 0; megabyte < 60; megabyte++)
                zlib.Write(new byte[1024 * 1024]);
        }

        Assert.Equal(ReadingTexts.Swollen, Refusal(PdfFiles.Raw(packed.ToArray(), "/FlateDecode"), ".pdf"));
    }

    [Theory]
    [InlineData("/X1 Do", "")]
    [InlineData("/X1 Do", "/Resources << /XObject << /X1 5 0 R >> >>")]
    [InlineData("/X2 Do /X2 Do", "/Resources << /XObject << /X2 4 0 R >> >>")]
    public void A_pdf_whose_drawings_draw_themselves_is_refused(string drawing, string resources) =>
        Assert.Equal(ReadingTexts.TooDeep, Refusal(PdfFiles.OfDrawings($"q {drawing} Q", resources), ".pdf"));

    [Fact]
    public void A_pdf_whose_drawings_draw_others_is_read() =>
        Assert.NotEmpty(Read(PdfFiles.OfDrawings("BT /F1 12 Tf 60 700 Td (Dans un dessin) Tj ET", ""), ".pdf").Blocks);

    [Theory]
    [InlineData(".html", "<div>", 100_000)]
    [InlineData(".html", "<table><tr><td>", 30_000)]
    [InlineData(".html", "<b><p>", 20_000)]
    [InlineData(".html", "<a href=x>", 100_000)]
    [InlineData(".html", "<svg><foreignObject>", 50_000)]
    [InlineData(".html", "<script>a<b</script><div><br><img src=x></div>", 5_000)]
    [InlineData(".html", "<template>", 50_000)]
    [InlineData(".html", "<select><option>", 50_000)]
    [InlineData(".md", "> ", 100_000)]
    [InlineData(".md", "- ", 100_000)]
    [InlineData(".md", "[", 100_000)]
    [InlineData(".md", "**a ", 50_000)]
    [InlineData(".md", "![a](", 30_000)]
    [InlineData(".md", "`", 100_001)]
    [InlineData(".md", "|a|\n|-|\n", 30_000)]
    [InlineData(".csv", "\"", 200_001)]
    [InlineData(".csv", "a;", 300_000)]
    [InlineData(".txt", "- a\n", 200_000)]
    [InlineData(".eml", "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", 20_000)]
    [InlineData(".eml", "Subject: a\r\nContent-Type: message/rfc822\r\n\r\n", 20_000)]
    public void Text_nested_or_repeated_beyond_reason_is_read_or_refused(string extension, string part, int times)
    {
        var text = new StringBuilder(part.Length * times + 20).Insert(0, part, times).Append(" texte\n").ToString();

        var reading = FileReader.Read(Encoding.UTF8.GetBytes(extension == ".eml" ? "From: a@a.example\r\n" + text : text), extension, CancellationToken.None);

        Assert.True(reading is FileReading.Text or FileReading.Refused);
    }

    [Fact]
    public void Messages_inside_messages_end()
    {
        var inner = "From: a@a.example\r\nSubject: fin\r\n\r\nTexte.\r\n";
        for (var depth = 0; depth < 10; depth++)
            inner = $"From: a@a.example\r\nSubject: n{depth}\r\nContent-Type: message/rfc822\r\n\r\n{inner}";

        Assert.Contains(Read(Encoding.UTF8.GetBytes(inner), ".eml").Blocks, block => block.Text.Contains(ReadingTexts.TooDeep, StringComparison.Ordinal));
    }

    private static string Refusal(byte[] content, string extension) =>
        Assert.IsType<FileReading.Refused>(FileReader.Read(content, extension, CancellationToken.None)).Reason;

    private static FileReading.Text Read(byte[] content, string extension) =>
        Assert.IsType<FileReading.Text>(FileReader.Read(content, extension, CancellationToken.None));

    private static byte[] Valid(string extension) => extension switch
    {
        ".docx" => DocxFiles.Of(DocxFiles.Text("Texte.")),
        ".xlsx" => XlsxFiles.Of(["a", "b"], ["c", "d"]),
        _ => OdtFiles.Of("<text:p>Texte.</text:p>"),
    };

    /// <summary>A valid container whose main part is something else.</summary>
    private static byte[] Replaced(string extension, Action<TextWriter> body, string before = "<x>", string after = "</x>")
    {
        var part = extension switch { ".docx" => "word/document.xml", ".xlsx" => "xl/workbook.xml", _ => "content.xml" };
        return Entry(Valid(extension), part, writer =>
        {
            writer.Write(before);
            body(writer);
            writer.Write(after);
        });
    }

    private static byte[] Entry(byte[] container, string name, Action<TextWriter> write)
    {
        using var stream = new MemoryStream();
        stream.Write(container);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)?.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            write(writer);
        }
        return stream.ToArray();
    }

    private static Action<TextWriter> Repeated(string text, int times) => writer =>
    {
        for (var at = 0; at < times; at++)
            writer.Write(text);
    };
}
