using System.Buffers.Binary;
using System.IO.Compression;

namespace Collegue.BrowserTests.Screens;

/// <summary>A picture of a screen has few colours: told as a palette of 256, it takes a third of the room.</summary>
internal static class PngPalette
{
    private const int Header = 8;
    private const int Colours = 256;

    /// <summary>From a picture of 8 bits for each of red, green and blue, as Chromium makes them.</summary>
    public static byte[] Reduce(byte[] png)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(Header + 8));
        var height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(Header + 12));
        if ((png[Header + 16], png[Header + 17], png[Header + 20]) != (8, 2, 0))
        {
            throw new NotSupportedException("Only plain pictures of three times 8 bits are reduced.");
        }

        var pixels = Unfilter(Inflate(png), width, height);
        var palette = pixels.CountBy(pixel => pixel).OrderByDescending(colour => colour.Value).Take(Colours).Select(colour => colour.Key).ToArray();
        var nearest = palette.Index().ToDictionary(colour => colour.Item, colour => (byte)colour.Index);
        var rows = new byte[height * (width + 1)];
        for (var at = 0; at < pixels.Length; at++)
        {
            if (!nearest.TryGetValue(pixels[at], out var index))
            {
                index = nearest[pixels[at]] = (byte)palette.Index().MinBy(colour => Distance(colour.Item, pixels[at])).Index;
            }

            rows[(at / width * (width + 1)) + 1 + (at % width)] = index;
        }

        using var reduced = new MemoryStream();
        reduced.Write(png.AsSpan(0, Header));
        var shape = png.AsSpan(Header + 8, 13).ToArray();
        shape[9] = 3;
        Write(reduced, "IHDR"u8, shape);
        Write(reduced, "PLTE"u8, [.. palette.SelectMany(colour => new[] { (byte)(colour >> 16), (byte)(colour >> 8), (byte)colour })]);
        Write(reduced, "IDAT"u8, Deflate(rows));
        Write(reduced, "IEND"u8, []);
        return reduced.ToArray();
    }

    private static byte[] Inflate(byte[] png)
    {
        using var packed = new MemoryStream();
        for (var at = Header; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(png, at + 8, length);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new MemoryStream();
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    /// <summary>Undoes the differences each row is written as (PNG, section 9); a pixel is 0xRRGGBB.</summary>
    private static int[] Unfilter(byte[] rows, int width, int height)
    {
        var stride = width * 3;
        var above = new byte[stride];
        var pixels = new int[width * height];
        for (var y = 0; y < height; y++)
        {
            var filter = rows[y * (stride + 1)];
            var row = rows.AsSpan((y * (stride + 1)) + 1, stride).ToArray();
            for (var x = 0; x < stride; x++)
            {
                int left = x < 3 ? 0 : row[x - 3], up = above[x], corner = x < 3 ? 0 : above[x - 3];
                row[x] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
            }

            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (row[x * 3] << 16) | (row[(x * 3) + 1] << 8) | row[(x * 3) + 2];
            }

            above = row;
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        int toLeft = Math.Abs(up - corner), toUp = Math.Abs(left - corner), toCorner = Math.Abs(left + up - corner - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static int Distance(int one, int other)
    {
        int red = (one >> 16) - (other >> 16), green = ((one >> 8) & 255) - ((other >> 8) & 255), blue = (one & 255) - (other & 255);
        return (red * red) + (green * green) + (blue * blue);
    }

    private static byte[] Deflate(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return packed.ToArray();
    }

    private static void Write(MemoryStream png, ReadOnlySpan<byte> kind, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(kind);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum([.. kind, .. data]));
        png.Write(number);
    }

    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        return ~sum;
    }
}
