using System.Xml;

namespace Collegue.Knowledge.Reading;

/// <summary>Goes through a document once, element by element, so that its size never becomes a tree in memory.</summary>
internal sealed class OdtWalk(XmlReader xml)
{
    private const string Xlink = "http://www.w3.org/1999/xlink";

    public string Name => xml.LocalName;

    public string? Target => xml.GetAttribute("href", Xlink);

    public bool Next() => xml.Read();

    public bool IsElement => xml.NodeType == XmlNodeType.Element;

    /// <summary>An attribute by its local name, whatever the prefix.</summary>
    public string? Attribute(string name)
    {
        string? value = null;
        while (value is null && xml.MoveToNextAttribute())
        {
            if (xml.LocalName == name)
                value = xml.Value;
        }
        xml.MoveToElement();
        return value;
    }

    public int Number(string name, int most) =>
        int.TryParse(Attribute(name), out var number) ? Math.Clamp(number, 1, most) : 1;

    /// <summary>Calls for each child; whoever is called leaves the reader at the end of that child.</summary>
    public void Inside(Action element, Action<string>? text = null)
    {
        if (xml.IsEmptyElement)
            return;
        if (xml.Depth > ReadingBounds.DeepestXml)
            throw new OverLimitException(ReadingTexts.TooDeep);
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
                element();
            else if (text is not null && xml.HasValue)
                text(xml.Value);
        }
    }

    public void Skip()
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
        }
    }
}
