namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Reads a stream whole, up to a limit that what an archive declares cannot raise.</summary>
internal static class BoundedRead
{
    /// <returns>Null when the stream holds more than <paramref name="limit"/> bytes.</returns>
    public static async Task<byte[]?> AllAsync(Stream stream, long declared, int limit, CancellationToken cancellation)
    {
        if (declared > limit)
            return null;
        var buffer = new byte[Math.Clamp(declared, 256, limit) + 1];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
                return buffer.AsSpan(0, length).ToArray();
            length += read;
            if (length > limit)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
        }
    }
}
