using System.Xml;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Reads a sheet of DILA's archives. No document type, no entity, nothing fetched from outside.</summary>
internal static class SheetXml
{
    private const int MaxDepth = 200;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static SheetParse Parse(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != SheetNames.Publication)
                return new SheetParse.Broken("le fichier n'est pas une fiche : « Publication » est absent");
            var publication = ReadElement(reader);
            while (reader.Read())
            {
                // Anything but blanks after the sheet is refused by the reader.
            }
            return new SheetParse.Tree(publication);
        }
        catch (XmlException problem)
        {
            return new SheetParse.Broken($"XML illisible, ligne {problem.LineNumber}");
        }
    }

    private static SheetNode ReadElement(XmlReader reader)
    {
        if (reader.Depth > MaxDepth)
            throw new XmlException("Too deep.", null, (reader as IXmlLineInfo)?.LineNumber ?? 0, 0);
        var node = SheetNode.Element(reader.Name);
        var empty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            node.AddAttribute(reader.Name, reader.Value);
        if (empty)
            return node;
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
                node.Add(ReadElement(reader));
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                node.AddText(reader.Value);
        }
        return node;
    }
}
