using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Collegue.Knowledge.Reading;

/// <summary>The texts a workbook keeps once and names by number; the reading aid of Asian scripts is left out.</summary>
internal static class XlsxStrings
{
    public static IReadOnlyList<string> Read(SharedStringTablePart? part)
    {
        if (part is null)
            return [];
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = BoundedXml.Open(stream);
        var strings = new List<string>();
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" })
                continue;
            strings.Add(Item(xml));
            if (strings.Count > ReadingBounds.Cells)
                throw new OverLimitException(ReadingTexts.TooManyCells(ReadingBounds.Cells));
        }
        return strings;
    }

    /// <summary>The text of the runs inside the current element; the reader is left on its end.</summary>
    public static string Item(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        var text = new StringBuilder();
        var isReadingAid = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh" && xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
                isReadingAid = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && !isReadingAid)
                text.Append(xml.Value);
        }
        return Spacing.Lines(text.ToString());
    }
}
