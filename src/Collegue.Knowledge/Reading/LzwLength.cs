namespace Collegue.Knowledge.Reading;

/// <summary>How long an LZW stream becomes, without expanding it: only the length of each entry of its table is followed.</summary>
internal static class LzwLength
{
    private const int Clear = 256;
    private const int End = 257;
    private const int MostCodes = 4096;

    public static long Of(ReadOnlyMemory<byte> input)
    {
        var lengths = new int[MostCodes];
        Array.Fill(lengths, 1, 0, Clear);
        var (next, width, previous, total) = (End + 1, 9, 0, 0L);
        var (bits, held) = (0u, 0);
        foreach (var octet in input.Span)
        {
            bits = bits << 8 | octet;
            held += 8;
            if (held < width)
                continue;
            var code = (int)(bits >> (held - width) & ((1u << width) - 1));
            held -= width;
            if (code == End)
                break;
            if (code == Clear)
            {
                (next, width, previous) = (End + 1, 9, 0);
                continue;
            }
            var length = code < next ? lengths[code] : previous + 1;
            total += length;
            if (previous > 0 && next < MostCodes)
                lengths[next++] = previous + 1;
            previous = length;
            width = next switch { >= 2047 => 12, >= 1023 => 11, >= 511 => 10, _ => 9 };
        }
        return total;
    }
}
