namespace Collegue.Gateway.Calling;

/// <summary>Where events of a stream begin and end, and what they carry (HTML Living Standard, server-sent events).</summary>
internal static class EventBoundary
{
    /// <summary>Length of the first event with the empty line after it; 0 when it is not whole yet.</summary>
    /// <param name="from">What was searched before, without success.</param>
    public static int EndOf(ReadOnlySpan<byte> bytes, int from)
    {
        // An empty line may straddle what was searched before.
        var at = Math.Max(0, from - 3);
        while (bytes[at..].IndexOf((byte)'\n') is >= 0 and var found)
        {
            at += found + 1;
            if (at < bytes.Length && bytes[at] == '\n')
            {
                return at + 1;
            }

            if (at + 1 < bytes.Length && bytes[at] == '\r' && bytes[at + 1] == '\n')
            {
                return at + 2;
            }
        }

        return 0;
    }

    /// <summary>The data of an event: of one line a part of it, of several joined by line feeds; empty for a comment.</summary>
    public static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> whole)
    {
        ReadOnlySpan<byte> data = default;
        byte[]? joined = null;
        while (whole.Length > 0)
        {
            var end = whole.IndexOf((byte)'\n');
            var line = end < 0 ? whole : whole[..end];
            whole = end < 0 ? default : whole[(end + 1)..];
            line = line.TrimEnd((byte)'\r');
            if (!line.StartsWith("data:"u8))
            {
                continue;
            }

            line = line[5..];
            line = line.Length > 0 && line[0] == ' ' ? line[1..] : line;
            joined = data.Length == 0 ? joined : [.. data, (byte)'\n', .. line];
            data = joined ?? line;
        }

        return data;
    }
}
