using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Knowledge.Splitting;

namespace Collegue.Bench.Fuzz;

/// <summary>A format with valid files to damage, what opens and closes its nesting, and the reader the product has for it.</summary>
/// <param name="Reads">True when text came out, false when the file was refused with a reason.</param>
internal sealed record FuzzFormat(
    string Name, IReadOnlyList<FuzzSeed> Seeds, IReadOnlyList<(string Open, string Close)> Nesting, Func<byte[], CancellationToken, bool> Reads)
{
    private static readonly (string, string)[] Tags = [("<p>", "</p>"), ("<div><table><tr><td>", "</td></tr></table></div>"), ("<a href='x'>", ""), ("<!--", ""), ("<![CDATA[", "]]>"), ("&amp;", "")];

    public static IReadOnlyList<FuzzFormat> All { get; } =
    [
        OfFile("pdf", PdfSeeds.All, [("<<", ">>"), ("[", "]"), ("(", ")"), ("q ", " Q"), ("BT ", " ET"), ("<< /Kids [3 0 R] /A ", " >>"), ("/Filter [/FlateDecode /FlateDecode] ", "")]),
        OfFile("docx", OfficeSeeds.Docx, [("<w:p><w:r><w:t>", "</w:t></w:r></w:p>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("<w:ins>", "</w:ins>")]),
        OfFile("odt", OfficeSeeds.Odt, [("<text:list><text:list-item>", "</text:list-item></text:list>"), ("<text:section>", "</text:section>"), ("<text:span>", "</text:span>"), ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>")]),
        OfFile("xlsx", OfficeSeeds.Xlsx, [("<row r='1'><c r='A1'><v>1</v>", "</c></row>"), ("<si><r><t>", "</t></r></si>"), ("<mergeCell ref='A1:XFD1048576'/>", ""), ("<c r='ZZZ999'/>", "")]),
        OfFile("html", TextSeeds.Html, Tags),
        OfFile("md", TextSeeds.Markdown, [("> ", ""), ("- ", ""), ("[", "](x)"), ("**", "**"), ("*a_", ""), ("`", ""), ("| ", ""), ("![", ""), ("<div>\n", ""), ("[^1]: ", "")]),
        OfFile("txt", TextSeeds.Plain, [("- ", ""), ("\t", ""), ("\n\n", ""), ("\u0301", ""), ("1. ", "")]),
        OfFile("csv", TextSeeds.Csv, [("\"", "\""), (";", ""), ("\"\"", ""), (",", ""), ("\t", "")]),
        OfFile("eml", TextSeeds.Eml, [("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", "\r\n--b--\r\n"), ("Content-Type: message/rfc822\r\n\r\n", ""), ("> ", ""), ("=?utf-8?B?", "?="), ("\"", ""), ("(", ")"), ("<a@a.example>, ", "")]),
        OfSheet("sheet-json", TextSeeds.SheetJson, SheetJson.Parse, [("{\"type\":\"element\",\"name\":\"Texte\",\"children\":[", "]}"), ("[", "]"), ("{\"a\":", "}"), ("{\"type\":\"element\",\"name\":\"ListeSituations\",\"children\":[", "]}")]),
        OfSheet("sheet-xml", TextSeeds.SheetXml, content => SheetXml.Parse(content.ToArray()), [("<Texte><Chapitre>", "</Chapitre></Texte>"), ("<ListeSituations><Situation>", "</Situation></ListeSituations>"), ("<Tableau><Rangée><Cellule>", "</Cellule></Rangée></Tableau>"), ("<!DOCTYPE a [<!ENTITY b 'c'>]>", "")]),
    ];

    private delegate SheetParse Parse(ReadOnlySpan<byte> content);

    private static FuzzFormat OfFile(string name, IReadOnlyList<FuzzSeed> seeds, IReadOnlyList<(string, string)> nesting) => new(name, seeds, nesting, (content, cancellation) =>
    {
        var reading = FileReader.Read(content, "." + name, cancellation);
        if (reading is FileReading.Text text)
        {
            _ = SectionSplitter.Split(text.Blocks, text.Title ?? name);
        }

        return reading is not FileReading.Refused;
    });

    private static FuzzFormat OfSheet(string name, IReadOnlyList<FuzzSeed> seeds, Parse parse, IReadOnlyList<(string, string)> nesting) => new(name, seeds, nesting, (content, _) =>
        parse(content) is SheetParse.Tree tree && SheetReader.Read(tree.Publication, "F1", "particuliers") is Collegue.Knowledge.Sources.SourceItem.Read);
}
