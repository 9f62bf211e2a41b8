namespace Collegue.Knowledge.Reading;

/// <summary>What the XML of a container weighs once expanded, counted on the way through it: characters, tags, longest tag.</summary>
internal sealed class XmlWeight
{
    /// <summary>Beyond this a tree of the document would not fit in the memory one file may take.</summary>
    public const int MostTagsOfTree = 2_500_000;

    private const long MostBytes = ReadingBounds.XmlCharacters;
    private const int LongestTag = 1_000_000;
    private readonly byte[] buffer = new byte[64 * 1024];
    private long bytes;
    private long open;

    public int Tags { get; private set; }

    /// <summary>False as soon as the limit is passed; the rest is not expanded.</summary>
    public bool Add(Stream stream)
    {
        open = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            var part = buffer.AsSpan(0, read);
            bytes += read;
            Tags += part.Count((byte)'<');
            // A reader holds every attribute of a tag at once.
            open = part.LastIndexOf((byte)'>') is >= 0 and var end ? read - end : open + read;
            if (bytes > MostBytes || open > LongestTag)
                return false;
        }
        return true;
    }
}
