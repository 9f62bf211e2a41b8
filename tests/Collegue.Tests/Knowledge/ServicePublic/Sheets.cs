using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Storage.Knowledge;
using Xunit;

namespace Collegue.Tests.Knowledge.ServicePublic;

/// <summary>Sheets written for tests, in the two forms the source reads.</summary>
internal static class Sheets
{
    public static string Xml(string content, string id = "F1", string attributes = "", string title = "Fiche d'essai") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="{id}" type="Fiche d'information" {attributes}>
          <dc:title>{title}</dc:title>
          <dc:description>À quoi sert la fiche.</dc:description>
          <dc:date>modified 2020-08-05</dc:date>
          <FilDAriane><Niveau ID="Particuliers">Accueil particuliers</Niveau><Niveau ID="N1">Logement</Niveau><Niveau ID="{id}">{title}</Niveau></FilDAriane>
          <Theme ID="N1"><Titre>Logement</Titre></Theme>
          {content}
        </Publication>
        """;

    public static SourceDocument Read(string content)
    {
        var tree = Assert.IsType<SheetParse.Tree>(SheetXml.Parse(Encoding.UTF8.GetBytes(Xml(content))));
        return Assert.IsType<SourceItem.Read>(SheetReader.Read(tree.Publication, "F1.xml", "particuliers")).Document;
    }

    public static SourcePassage[] Of(this SourceDocument document, PassageKind kind) =>
        [.. document.Passages.Where(passage => passage.Kind == kind)];

    public static string[] Bodies(string content) => [.. Read(content).Of(PassageKind.Body).Select(passage => passage.Text)];

    /// <summary>The same sheet as the npm package writes it.</summary>
    public static string ToJson(string xml)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", "F1");
            json.WriteStartArray("children");
            WriteElement(json, XDocument.Parse(xml).Root!);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Everything a document holds on lines, so that two documents can be compared and the difference read.</summary>
    public static string Lines(this SourceDocument document) => string.Join('\n',
        [
            document.Key, document.Title, document.Url, string.Join('>', document.Path), document.Theme, document.Audience,
            document.Description, document.Updated?.ToString("O", CultureInfo.InvariantCulture),
            .. document.Passages.Select(passage =>
                $"{passage.Kind}|{string.Join('>', passage.Heading)}|{string.Join('>', passage.Situation)}|{passage.Text}|{passage.Url}"),
        ]);

    public static async Task<List<SourceItem>> AllAsync(this ISource source)
    {
        var items = new List<SourceItem>();
        await foreach (var item in source.ReadAsync(TestContext.Current.CancellationToken))
            items.Add(item);
        return items;
    }

    private static void WriteElement(Utf8JsonWriter json, XElement element)
    {
        json.WriteStartObject();
        json.WriteString("type", "element");
        json.WriteString("name", NameOf(element.GetPrefixOfNamespace(element.Name.Namespace), element.Name.LocalName));
        if (element.HasAttributes)
        {
            json.WriteStartObject("attributes");
            foreach (var attribute in element.Attributes())
            {
                var prefix = attribute.IsNamespaceDeclaration ? "xmlns" : element.GetPrefixOfNamespace(attribute.Name.Namespace);
                json.WriteString(NameOf(prefix, attribute.Name.LocalName), attribute.Value);
            }
            json.WriteEndObject();
        }
        json.WriteStartArray("children");
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
                WriteElement(json, child);
            else if (node is XText { NodeType: XmlNodeType.Text } text && !string.IsNullOrWhiteSpace(text.Value))
                json.WriteRawValue($$"""{"type":"text","text":{{JsonSerializer.Serialize(text.Value)}}}""");
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf(string? prefix, string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}:{name}";
}
