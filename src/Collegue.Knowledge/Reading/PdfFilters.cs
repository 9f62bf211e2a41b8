using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Collegue.Knowledge.Reading;

/// <summary>Expands what a PDF compresses, within bounds: a few kilobytes may announce gigabytes.</summary>
internal sealed class PdfFilters : BaseFilterProvider
{
    private const int MostOfStream = 50_000_000;
    private const long MostOfFile = 500_000_000;
    private long expanded;

    private PdfFilters(Dictionary<string, IFilter> filters)
        : base(filters)
    {
    }

    /// <summary>For one file: what it expands is added up.</summary>
    public static PdfFilters Create()
    {
        PdfFilters? filters = null;
        var flate = new Bounded(new FlateFilter(), FlateLength, length => filters!.Count(length));
        var lzw = new Bounded(new LzwFilter(), LzwLength.Of, length => filters!.Count(length));
        var runs = new Bounded(new RunLengthFilter(), input => input.Length * 64L, length => filters!.Count(length));
        var (a85, hex, fax, jpeg, jbig, jpx) = (new Ascii85Filter(), new AsciiHexDecodeFilter(), new CcittFaxDecodeFilter(),
            new DctDecodeFilter(), new Jbig2DecodeFilter(), new JpxDecodeFilter());
        filters = new PdfFilters(new Dictionary<string, IFilter>(StringComparer.Ordinal)
        {
            ["FlateDecode"] = flate,
            ["Fl"] = flate,
            ["LZWDecode"] = lzw,
            ["LZW"] = lzw,
            ["RunLengthDecode"] = runs,
            ["RL"] = runs,
            ["ASCII85Decode"] = a85,
            ["A85"] = a85,
            ["ASCIIHexDecode"] = hex,
            ["AHx"] = hex,
            ["CCITTFaxDecode"] = fax,
            ["CCF"] = fax,
            ["DCTDecode"] = jpeg,
            ["DCT"] = jpeg,
            ["JBIG2Decode"] = jbig,
            ["JPXDecode"] = jpx,
        });
        return filters;
    }

    private void Count(long length)
    {
        expanded += length;
        if (length > MostOfStream || expanded > MostOfFile)
            throw new OverLimitException(ReadingTexts.Swollen);
    }

    private static long FlateLength(ReadOnlyMemory<byte> input)
    {
        using var source = new MemoryStream(input.ToArray(), writable: false);
        using var inflate = new ZLibStream(source, CompressionMode.Decompress);
        var buffer = new byte[32 * 1024];
        var length = 0L;
        try
        {
            for (int read; length <= MostOfStream && (read = inflate.Read(buffer)) > 0;)
                length += read;
        }
        catch (InvalidDataException)
        {
            // Damaged streams are often read up to the damage.
        }
        return length;
    }

    private sealed class Bounded(IFilter inner, Func<ReadOnlyMemory<byte>, long> length, Action<long> count) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            count(length(input));
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }
}
