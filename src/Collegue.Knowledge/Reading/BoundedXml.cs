using System.Xml;

namespace Collegue.Knowledge.Reading;

/// <summary>Opens the XML of a hostile world: no document type, no entities, no outside, no endless text.</summary>
internal static class BoundedXml
{
    public static XmlReader Open(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ReadingBounds.XmlCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>Trees are built by recursion: a hostile depth would end the whole program.</summary>
    public static bool IsTooDeep(Stream stream)
    {
        using var xml = Open(stream);
        while (xml.Read())
        {
            if (xml.Depth > ReadingBounds.DeepestXml)
                return true;
        }
        return false;
    }
}
