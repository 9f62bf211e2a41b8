using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>A package as npm packs it, read as a stream from start to end, never unpacked to disk.</summary>
internal sealed class SheetTarball(string file, string name, int count, SheetLimits limits, Action? damaged = null) : ISheetFiles
{
    public int Count => count;

    public async IAsyncEnumerable<SheetFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        await using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        await using var watched = new EndWatch(unzipped);
        await using var tar = new TarReader(watched);
        var total = 0L;
        for (var entries = 0; entries <= limits.Entries; entries++)
        {
            var (entry, broken) = await NextAsync(tar, cancellation).ConfigureAwait(false);
            if (broken || entry is null && watched.Ended)
            {
                damaged?.Invoke();
                yield return SheetFile.Unreadable(name, ServicePublicTexts.Truncated);
                yield break;
            }
            if (entry is null)
                yield break;
            total += entry.Length;
            if (total > limits.TotalBytes)
            {
                yield return SheetFile.Unreadable(name, ServicePublicTexts.TooMuch(limits.TotalBytes));
                yield break;
            }
            if (entry.DataStream is not null && SheetFileName.IsSheet(entry.Name))
                yield return await ReadAsync(entry, entry.DataStream, cancellation).ConfigureAwait(false);
        }
        yield return SheetFile.Unreadable(name, ServicePublicTexts.TooMany(limits.Entries));
    }

    private async Task<SheetFile> ReadAsync(TarEntry entry, Stream content, CancellationToken cancellation)
    {
        if (!SheetFileName.IsSafe(entry.Name))
            return SheetFile.Unreadable(entry.Name, ServicePublicTexts.UnsafeName);
        try
        {
            var bytes = await BoundedRead.AllAsync(content, entry.Length, limits.FileBytes, cancellation).ConfigureAwait(false);
            if (bytes is null)
                return SheetFile.Unreadable(entry.Name, ServicePublicTexts.TooLarge(limits.FileBytes));
            return bytes.Length < entry.Length
                ? SheetFile.Unreadable(entry.Name, ServicePublicTexts.Damaged)
                : new SheetFile(entry.Name, SheetAudience.InPath(Path.GetDirectoryName(entry.Name)), bytes, null);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            return SheetFile.Unreadable(entry.Name, ServicePublicTexts.Damaged);
        }
    }

    private static async Task<(TarEntry? Entry, bool Broken)> NextAsync(TarReader tar, CancellationToken cancellation)
    {
        try
        {
            return (await tar.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false), false);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or FormatException or NotSupportedException)
        {
            return (null, true);
        }
    }
}
