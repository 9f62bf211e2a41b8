using System.IO.Compression;
using System.Text;

namespace Collegue.Bench.Fuzz;

/// <summary>Small documents of word processors and spreadsheets; a piece is an entry of the container.</summary>
internal static class OfficeSeeds
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";
    private const string Odf =
        "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        + "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";

    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<FuzzSeed> Docx { get; } =
    [
        Of(
            Types("word/document.xml", "wordprocessingml.document.main+xml", ("word/styles.xml", "wordprocessingml.styles+xml"), ("word/numbering.xml", "wordprocessingml.numbering+xml")),
            Relations("_rels/.rels", ("officeDocument", "word/document.xml")),
            Relations("word/_rels/document.xml.rels", ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("hyperlink", "https://a.example")),
            ("word/styles.xml", $"{Head}<w:styles xmlns:w='{Word}'><w:style w:type='paragraph' w:styleId='Titre1'><w:name w:val='heading 1'/></w:style><w:style w:type='paragraph' w:styleId='Perso'><w:name w:val='Chapitre'/><w:basedOn w:val='Titre1'/></w:style></w:styles>"),
            ("word/numbering.xml", $"{Head}<w:numbering xmlns:w='{Word}'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"),
            ("word/document.xml", $"{Head}<w:document xmlns:w='{Word}' xmlns:r='{Office}'><w:body><w:p><w:pPr><w:pStyle w:val='Titre1'/></w:pPr><w:r><w:t>Cantine scolaire</w:t></w:r></w:p>"
                + "<w:p><w:r><w:t xml:space='preserve'>Le tarif est de </w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins><w:r><w:t>4</w:t></w:r></w:ins><w:r><w:tab/><w:t>euros.</w:t><w:br/></w:r></w:p>"
                + "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:hyperlink r:id='r2'><w:r><w:t>un point</w:t></w:r></w:hyperlink></w:p>"
                + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='100'/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>Nom</w:t></w:r></w:p></w:tc></w:tr>"
                + "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>")),
    ];

    public static IReadOnlyList<FuzzSeed> Xlsx { get; } =
    [
        Of(
            Types("xl/workbook.xml", "spreadsheetml.sheet.main+xml", ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml"), ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings+xml"), ("xl/styles.xml", "spreadsheetml.styles+xml")),
            Relations("_rels/.rels", ("officeDocument", "xl/workbook.xml")),
            Relations("xl/_rels/workbook.xml.rels", ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
            ("xl/workbook.xml", $"{Head}<workbook xmlns='{Sheet}' xmlns:r='{Office}'><sheets><sheet name='Tarifs' sheetId='1' r:id='r0'/></sheets></workbook>"),
            ("xl/sharedStrings.xml", $"{Head}<sst xmlns='{Sheet}' count='3' uniqueCount='3'><si><t>Nom</t></si><si><t>Prix</t></si><si><r><t>Re</t></r><r><t>pas</t></r></si></sst>"),
            ("xl/styles.xml", $"{Head}<styleSheet xmlns='{Sheet}'><numFmts count='2'><numFmt numFmtId='164' formatCode='#,##0.00\\ \"€\"'/><numFmt numFmtId='165' formatCode='dd/mm/yyyy;[h]:mm;0.0%'/></numFmts><cellXfs count='3'><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", $"{Head}<worksheet xmlns='{Sheet}'><dimension ref='A1:C4'/><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
                + "<row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2' s='1'><v>3.2</v></c><c r='C2' s='2'><v>45000.5</v></c></row><row r='3'><c r='A3' t='inlineStr'><is><t>Goûter</t></is></c><c r='B3' s='1'><f>B2*2</f><v>6.4</v></c><c r='C3' t='b'><v>1</v></c></row>"
                + "<row r='4' hidden='1'><c r='A4' t='e'><v>#N/A</v></c></row></sheetData><mergeCells count='1'><mergeCell ref='A3:A4'/></mergeCells></worksheet>")),
    ];

    public static IReadOnlyList<FuzzSeed> Odt { get; } =
    [
        Of(
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><manifest:file-entry manifest:full-path='/' manifest:media-type='application/vnd.oasis.opendocument.text'/></manifest:manifest>"),
            ("meta.xml", $"<office:document-meta {Odf}><office:meta><dc:title>Règlement</dc:title><dc:date>2026-01-05T10:00:00</dc:date></office:meta></office:document-meta>"),
            ("styles.xml", $"<office:document-styles {Odf}><office:styles><style:style style:name='H' style:family='paragraph' style:parent-style-name='Heading_20_1' style:default-outline-level='1'/></office:styles></office:document-styles>"),
            ("content.xml", $"{Head}<office:document-content {Odf}><office:automatic-styles><style:style style:name='P1' style:parent-style-name='H' style:family='paragraph'/></office:automatic-styles><office:body><office:text>"
                + "<text:h text:outline-level='1'>Cantine</text:h><text:p text:style-name='P1'>Un<text:s text:c='3'/>texte<text:tab/><text:a xlink:href='https://a.example'>ici</text:a><text:line-break/><text:note><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p>"
                + "<text:list><text:list-item><text:p>point</text:p><text:list><text:list-item><text:p>dessous</text:p></text:list-item></text:list></text:list-item></text:list>"
                + "<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>Nom</text:p></table:table-cell></table:table-row></table:table-header-rows>"
                + "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-rows-spanned='2'><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table></office:text></office:body></office:document-content>")),
    ];

    private static FuzzSeed Of(params (string Name, string Content)[] entries) =>
        new([.. entries.Select(entry => new FuzzPart(entry.Name, Encoding.UTF8.GetBytes(entry.Content)))], Assemble);

    private static (string, string) Types(string main, string type, params (string Part, string Type)[] others) => ("[Content_Types].xml",
        $"{Head}<Types xmlns='{Package}content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/>"
        + string.Concat(others.Prepend((main, type)).Select(part => $"<Override PartName='/{part.Item1}' ContentType='{OpenXml}{part.Item2}'/>")) + "</Types>");

    private static (string, string) Relations(string name, params (string Type, string Target)[] relations) => (name,
        $"{Head}<Relationships xmlns='{Package}relationships'>"
        + string.Concat(relations.Select((relation, at) => $"<Relationship Id='r{at}' Type='{Office}/{relation.Type}' Target='{relation.Target}'{(relation.Type == "hyperlink" ? " TargetMode='External'" : "")}/>")) + "</Relationships>");

    private static byte[] Assemble(IReadOnlyList<FuzzPart> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                var entry = zip.CreateEntry(part.Name, CompressionLevel.Fastest);
                entry.LastWriteTime = Written;
                using var content = entry.Open();
                content.Write(part.Content);
            }
        }

        return file.ToArray();
    }
}
