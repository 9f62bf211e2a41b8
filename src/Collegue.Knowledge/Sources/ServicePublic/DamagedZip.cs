using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>
/// What can still be read of a zip cut before its list of entries: each entry begins with its own header,
/// and deflated content knows where it ends.
/// </summary>
internal static class DamagedZip
{
    private const int HeaderLength = 30;
    private const int MostArchiveBytes = 512 * 1024 * 1024;

    /// <returns>Names with their content; null content for an entry that is cut, too large or stored in an unknown way.</returns>
    public static async IAsyncEnumerable<(string Name, byte[]? Content)> ReadAsync(
        Stream stream, SheetLimits limits, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await BoundedRead.AllAsync(stream, stream.Length, MostArchiveBytes, cancellation).ConfigureAwait(false) is not { } archive)
            yield break;
        var total = 0L;
        var at = Next(archive, 0);
        for (var entries = 0; at >= 0 && entries < limits.Entries && total <= limits.TotalBytes; entries++)
        {
            if (at + HeaderLength > archive.Length)
                yield break;
            var method = Number(archive, at + 8);
            var compressed = BinaryPrimitives.ReadUInt32LittleEndian(archive.AsSpan(at + 18));
            var start = at + HeaderLength + Number(archive, at + 26) + Number(archive, at + 28);
            if (start > archive.Length)
                yield break;
            var name = Encoding.UTF8.GetString(archive, at + HeaderLength, Number(archive, at + 26));
            var sized = (Number(archive, at + 6) & 8) == 0 && compressed <= archive.Length - start;
            var next = sized ? start + (int)compressed : Next(archive, start);
            var end = next < 0 ? archive.Length : next;
            var content = await ContentAsync(archive, start, end, method, limits, cancellation).ConfigureAwait(false);
            total += content?.Length ?? 0;
            yield return (name, content);
            at = Next(archive, end);
        }
    }

    private static async Task<byte[]?> ContentAsync(
        byte[] archive, int start, int end, int method, SheetLimits limits, CancellationToken cancellation)
    {
        if (method is not (0 or 8))
            return null;
        using var raw = new MemoryStream(archive, start, end - start, writable: false);
        try
        {
            await using Stream content = method == 0 ? raw : new DeflateStream(raw, CompressionMode.Decompress);
            return await BoundedRead.AllAsync(content, 0, limits.FileBytes, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static int Number(byte[] archive, int at) => BinaryPrimitives.ReadUInt16LittleEndian(archive.AsSpan(at));

    private static int Next(byte[] archive, int from)
    {
        var found = archive.AsSpan(from).IndexOf("PK\u0003\u0004"u8);
        return found < 0 ? -1 : from + found;
    }
}
