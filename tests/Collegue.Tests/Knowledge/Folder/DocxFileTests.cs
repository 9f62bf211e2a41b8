using Collegue.Knowledge.Sources;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class DocxFileTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Headings_lists_and_tables_keep_their_shape()
    {
        folder.With("reglement.docx", DocxFiles.Of(
            DocxFiles.Heading("Titre1", "Règlement"),
            DocxFiles.Text("Adopté en 2026."),
            DocxFiles.Heading("Titre2", "Article 1"),
            DocxFiles.Text("Il faut :"),
            DocxFiles.Item("une pièce,"),
            DocxFiles.Item("une photo."),
            DocxFiles.Heading("Perso", "Article 2"),
            new Table(
                DocxFiles.Row(true, "Salle", "Prix"),
                DocxFiles.Row(false, "Halle", "100 €"),
                DocxFiles.Row(false, "Lavoir", "50 €"))));

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Règlement", document.Title);
        Assert.Equal(
            [
                " | Adopté en 2026.",
                "Article 1 | Il faut :\n- une pièce,\n- une photo.",
                "Article 2 | - Salle : Halle ; Prix : 100 €\n- Salle : Lavoir ; Prix : 50 €",
            ],
            document.Lines());
    }

    [Fact]
    public async Task Revisions_read_as_accepted_and_links_keep_their_address()
    {
        folder.With("lettre.docx", DocxFiles.Write(part =>
        {
            var link = part.AddHyperlinkRelationship(new Uri("https://www.sainte-amarelle.example/aide"), isExternal: true);
            return new Document(new Body(new Paragraph(
                new Run(new Text("Prix ") { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }),
                new DeletedRun(new Run(new DeletedText("10 €"))),
                new InsertedRun(new Run(new Text("12 €"))),
                new Run(new Break(), new Text("Voir "), new TabChar()),
                new Hyperlink(new Run(new Text("l'aide"))) { Id = link.Id })));
        }));

        Assert.Equal([" | Prix 12 €\nVoir l'aide (https://www.sainte-amarelle.example/aide)"], (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task A_table_without_marked_titles_reads_as_labels_and_values()
    {
        folder.With("horaires.docx", DocxFiles.Of(new Table(
            DocxFiles.Row(false, "Lundi", "fermé"), DocxFiles.Row(false, "Mardi", "9 h à 12 h"), DocxFiles.Row(false, "Nom", ""))));

        Assert.Equal([" | - Lundi : fermé\n- Mardi : 9 h à 12 h\n- Nom"], (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task A_document_nested_beyond_reason_is_left_out()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 50_000));
        folder.With("a.docx", DocxFiles.Of(DocxFiles.Text("x"))).With("b.txt", "Suite.");
        using (var file = WordprocessingDocument.Open(Path.Combine(folder.Root, "a.docx"), isEditable: true))
        {
            using var stream = file.MainDocumentPart!.GetStream(FileMode.Create);
            using var writer = new StreamWriter(stream);
            writer.Write("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
            writer.Write(deep);
            writer.Write(deep.Replace("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", StringComparison.Ordinal));
            writer.Write("</w:body></w:document>");
        }

        var items = await folder.ReadAsync();

        Assert.Equal("a.docx", Assert.IsType<SourceItem.Skipped>(items[0]).File);
        Assert.IsType<SourceItem.Read>(items[1]);
    }
}
