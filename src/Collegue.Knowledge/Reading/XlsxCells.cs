using System.Globalization;
using System.Xml;

namespace Collegue.Knowledge.Reading;

/// <summary>What a cell shows: a text, a number in its format, an answer of yes or no; an error shows nothing.</summary>
internal sealed class XlsxCells(IReadOnlyList<string> strings, IReadOnlyList<XlsxNumberFormat> styles, bool since1904)
{
    private static readonly XlsxNumberFormat General = new("");

    /// <summary>Reads the current cell; the reader is left on its end.</summary>
    public string Read(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement)
            return "";
        var (value, text) = ("", "");
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" })
                value = XlsxStrings.Item(xml);
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" })
                text = XlsxStrings.Item(xml);
        }
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < strings.Count ? strings[at] : "",
            "inlineStr" => text,
            "str" => value,
            "b" => value == "1" ? "VRAI" : "FAUX",
            "e" => "",
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : value,
            _ => Number(value, style),
        };
    }

    private string Number(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return value;
        var isKnown = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < styles.Count;
        return (isKnown ? styles[at] : General).Show(number, since1904);
    }
}
