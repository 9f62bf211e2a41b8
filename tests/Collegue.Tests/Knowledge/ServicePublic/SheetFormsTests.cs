using System.Text;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.ServicePublic;
using Xunit;

namespace Collegue.Tests.Knowledge.ServicePublic;

public sealed class SheetFormsTests
{
    private const string HandWrittenXml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Publication ID="F7" type="Fiche">
          <dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Poser une boîte</dc:title>
          <Audience>Professionnels</Audience>
          <Texte>
            <Paragraphe>La boîte coûte <Valeur>25&#160;€</Valeur> &amp; <![CDATA[se pose]]> seule.</Paragraphe>
            <Liste type="puce"><Item><Paragraphe>vis</Paragraphe></Item></Liste>
          </Texte>
        </Publication>
        """;

    private const string HandWrittenJson = """
        {"id":"F7","children":[{"type":"element","name":"Publication","attributes":{"ID":"F7","type":"Fiche"},"children":[
          {"type":"element","name":"dc:title","children":[{"type":"text","text":"Poser une boîte"}]},
          {"type":"element","name":"Audience","children":[{"type":"text","text":"Professionnels"}]},
          {"children":[
            {"type":"element","name":"Paragraphe","children":[
              {"type":"text","text":"La boîte coûte "},
              {"type":"element","name":"Valeur","children":[{"type":"text","text":"25\u00a0€"}]},
              {"type":"text","text":" & "},{"type":"cdata","cdata":"se pose"},{"type":"text","text":" seule."}]},
            {"type":"element","name":"Liste","attributes":{"type":"puce"},"children":[
              {"type":"element","name":"Item","children":[{"type":"element","name":"Paragraphe","children":[{"type":"text","text":"vis"}]}]}]}
          ],"name":"Texte","type":"element"}
        ]}]}
        """;

    [Fact]
    public void A_sheet_reads_the_same_from_json_and_from_xml()
    {
        var fromXml = Read(SheetXml.Parse(Encoding.UTF8.GetBytes(HandWrittenXml)));
        var fromJson = Read(SheetJson.Parse(Encoding.UTF8.GetBytes(HandWrittenJson)));

        Assert.Equal(fromXml.Lines(), fromJson.Lines());
        Assert.Equal("professionnels/F7", fromXml.Key);
        Assert.Equal("La boîte coûte 25 € & se pose seule.\n- vis", Assert.Single(fromXml.Passages).Text);
    }

    [Fact]
    public void A_byte_order_mark_and_another_declared_encoding_are_understood()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(HandWrittenJson)];
        var latin = Encoding.Latin1.GetBytes("""<?xml version="1.0" encoding="ISO-8859-1"?><Publication ID="F7"><Audience>Professionnels</Audience><title>é</title></Publication>""");

        Assert.Equal("Poser une boîte", Read(SheetJson.Parse(marked)).Title);
        var tree = Assert.IsType<SheetParse.Tree>(SheetXml.Parse(latin));
        Assert.Equal("é", InlineText.Of(tree.Publication.Child("title")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":"F1"}""")]
    [InlineData("""{"id":"F1","children":{}}""")]
    [InlineData("""{"id":"F1","children":["texte"]}""")]
    [InlineData("""{"children":[{"type":"element","name":"Autre","children":[]}]}""")]
    [InlineData("""{"children":[{"name":"Publication","attributes":[1]}]}""")]
    [InlineData("""{"children":[{"name":{"a":1}}]}""")]
    [InlineData("""{"children":[{"name":"Publication","children":[{"type":"text","text":"coup""")]
    [InlineData("""{"children":[{"name":"Publication"}]} {"suite":1}""")]
    public void Json_that_is_not_a_sheet_is_told_in_one_line(string content) =>
        IsTold(SheetJson.Parse(Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("du texte")]
    [InlineData("<Autre/>")]
    [InlineData("<Publication><Texte></Publication>")]
    [InlineData("<Publication/><Publication/>")]
    [InlineData("<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/hosts'>]><Publication>&x;</Publication>")]
    [InlineData("<?xml version='1.0' encoding='inconnu-1'?><Publication/>")]
    public void Xml_that_is_not_a_sheet_is_told_in_one_line(string content) =>
        IsTold(SheetXml.Parse(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Text_that_is_not_in_its_declared_encoding_is_told()
    {
        byte[] json = [.. "{\"children\":[{\"name\":\"Publication\",\"children\":[{\"type\":\"text\",\"text\":\""u8, 0xE9, 0xE9, .. "\"}]}]}"u8];
        byte[] xml = [.. "<Publication ID='F1'>"u8, 0xE9, .. "</Publication>"u8];

        IsTold(SheetJson.Parse(json));
        IsTold(SheetXml.Parse(xml));
    }

    [Fact]
    public void Endless_nesting_is_told_and_does_not_stop_the_program()
    {
        var json = string.Concat(Enumerable.Repeat("""{"name":"Publication","children":[""", 100_000));
        var xml = string.Concat(Enumerable.Repeat("<Publication>", 100_000));

        IsTold(SheetJson.Parse(Encoding.UTF8.GetBytes(json)));
        IsTold(SheetXml.Parse(Encoding.UTF8.GetBytes(xml)));
    }

    [Theory]
    [InlineData("<Publication><Texte/></Publication>", "F1.xml", "particuliers", "titre")]
    [InlineData("<Publication ID='N5'/>", "F1.xml", "particuliers", "identifiant")]
    [InlineData("<Publication ID='F5'/>", "F5.xml", null, "public")]
    public void A_sheet_without_what_names_it_is_skipped(string xml, string file, string? audience, string told)
    {
        var tree = Assert.IsType<SheetParse.Tree>(SheetXml.Parse(Encoding.UTF8.GetBytes(xml)));

        var skipped = Assert.IsType<SourceItem.Skipped>(SheetReader.Read(tree.Publication, file, audience));

        Assert.Equal(file, skipped.File);
        Assert.Contains(told, skipped.Reason, StringComparison.Ordinal);
    }

    private static SourceDocument Read(SheetParse parse) =>
        Assert.IsType<SourceItem.Read>(SheetReader.Read(Assert.IsType<SheetParse.Tree>(parse).Publication, "F7", null)).Document;

    private static void IsTold(SheetParse parse)
    {
        var reason = Assert.IsType<SheetParse.Broken>(parse).Reason;
        Assert.False(string.IsNullOrWhiteSpace(reason));
        Assert.DoesNotContain('\n', reason);
    }
}
