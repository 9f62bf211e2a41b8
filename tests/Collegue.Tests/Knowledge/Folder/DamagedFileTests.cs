using System.Text;
using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Sources;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class DamagedFileTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Sound = new()
    {
        [".pdf"] = new PdfFiles().Text(60, 780, "Titre", 18, isBold: true).Lines(60, 740, "Une ligne de texte.", "- un point", "Une autre ligne.").Build(),
        [".docx"] = DocxFiles.Of(DocxFiles.Heading("Titre1", "Titre"), DocxFiles.Text("Texte."), DocxFiles.Item("point")),
        [".odt"] = OdtFiles.Of("<text:h text:outline-level='1'>Titre</text:h><text:p>Texte.</text:p><text:list><text:list-item><text:p>point</text:p></text:list-item></text:list>"),
        [".xlsx"] = XlsxFiles.Of(["Nom", "Prix"], ["Un", "=1|1"], ["Deux", "=2|2"]),
        [".eml"] = Encoding.UTF8.GetBytes("From: a@a.example\r\nSubject: =?utf-8?Q?=C3=89t=C3=A9?=\r\nDate: Tue, 3 Mar 2026 09:00:00 +0100\r\n\r\nBonjour.\r\n> cité\r\n"),
        [".html"] = Encoding.UTF8.GetBytes("<main><h1>Titre</h1><p>Été <a href='https://a.example'>ici</a></p><table><tr><td>a<td>b</table></main>"),
        [".md"] = Encoding.UTF8.GetBytes("---\ntitle: Été\nupdated: 2026-01-01\n---\n# Titre\n\n- un\n\n|a|b|\n|-|-|\n|1|2|\n\n[lien](https://a.example)"),
        [".csv"] = Encoding.UTF8.GetBytes("Nom;Prix\n\"Été; \"\"beau\"\"\";1 €\nDeux;2\n"),
        [".txt"] = Encoding.UTF8.GetBytes("Titre\n\nTexte accentué : été.\n- point\n"),
    };

    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Extensions => [.. Sound.Keys];

    [Theory]
    [MemberData(nameof(Extensions))]
    public void A_file_cut_anywhere_is_read_or_refused(string extension)
    {
        var sound = Sound[extension];

        Gen.Int[1, sound.Length].Sample(length => IsWhole(FileReader.Read(sound[..length], extension, CancellationToken.None)), iter: 150);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void A_file_with_bytes_changed_is_read_or_refused(string extension)
    {
        var sound = Sound[extension];

        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 8].Sample(
            changes =>
            {
                var content = sound.ToArray();
                foreach (var (at, value) in changes)
                    content[at] = value;
                return IsWhole(FileReader.Read(content, extension, CancellationToken.None));
            },
            iter: 150);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Noise_is_read_or_refused(string extension) =>
        Gen.Byte.Array[1, 2000].Sample(noise => IsWhole(FileReader.Read(noise, extension, CancellationToken.None)), iter: 150);

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task An_empty_file_is_named(string extension)
    {
        folder.With("vide" + extension, []);

        Assert.Equal(new SourceItem.Skipped("vide" + extension, ReadingTexts.Empty), await folder.OnlySkippedAsync());
    }

    [Theory]
    [InlineData(".pdf", ".docx", "PDF")]
    [InlineData(".pdf", ".md", "PDF")]
    [InlineData(".docx", ".pdf", ".pdf")]
    [InlineData(".docx", ".csv", ".csv")]
    [InlineData(".txt", ".pdf", "PDF")]
    [InlineData(".txt", ".docx", "DOCX")]
    [InlineData(".txt", ".odt", "ODT")]
    [InlineData(".pdf", ".eml", "PDF")]
    [InlineData(".txt", ".eml", "EML")]
    [InlineData(".xlsx", ".docx", "XLSX")]
    [InlineData(".docx", ".odt", "DOCX")]
    [InlineData(".odt", ".xlsx", "ODT")]
    public async Task A_wrong_extension_is_named(string content, string extension, string named)
    {
        folder.With("fichier" + extension, Sound[content]);

        Assert.Contains(named, (await folder.OnlySkippedAsync()).Reason);
    }

    [Fact]
    public async Task A_page_named_as_text_and_an_old_office_file_are_named()
    {
        folder.With("a.txt", "<!DOCTYPE html><p>Page</p>").With("b.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])
            .With("c.png", [1]).With("d.txt", [65, 0, 66]).With("sans-extension", "x");

        var reasons = (await folder.ReadAsync()).Select(item => Assert.IsType<SourceItem.Skipped>(item).Reason).ToList();

        Assert.Contains("HTML", reasons[0]);
        Assert.Contains(".docx", reasons[1]);
        Assert.Contains(".png", reasons[2]);
        Assert.Equal(ReadingTexts.Binary, reasons[3]);
        Assert.Contains("extension", reasons[4]);
    }

    [Fact]
    public async Task A_huge_file_is_named_and_not_read()
    {
        using (var file = File.Create(Path.Combine(folder.Root, "enorme.txt")))
            file.SetLength(50L * 1024 * 1024 + 1);

        Assert.Contains("50 Mo", (await folder.OnlySkippedAsync()).Reason);
    }

    [Fact]
    public async Task A_damaged_file_does_not_stop_the_others()
    {
        folder.With("a.pdf", Sound[".pdf"][..200]).With("b.docx", Sound[".docx"][..300]).With("c.txt", "Texte.");

        var items = await folder.ReadAsync();

        Assert.Equal(["a.pdf", "b.docx"], items.OfType<SourceItem.Skipped>().Select(item => item.File));
        Assert.Equal("c", Assert.Single(items.OfType<SourceItem.Read>()).Document.Key);
    }

    /// <summary>Refused in one line, or read into bounded blocks that a database can keep.</summary>
    private static bool IsWhole(FileReading reading) => reading switch
    {
        FileReading.Refused refused => refused.Reason.Length > 0 && !refused.Reason.Contains('\n', StringComparison.Ordinal),
        FileReading.Pictures => true,
        FileReading.Text text => text.Blocks.Count is > 0 and < 5000 && text.Blocks.All(block => !block.Text.Contains('\0', StringComparison.Ordinal)),
        _ => false,
    };
}
