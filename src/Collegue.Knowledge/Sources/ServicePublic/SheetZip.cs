using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>A zip of DILA (or a zipped package), read entry by entry without unpacking it.</summary>
internal sealed class SheetZip : ISheetFiles
{
    private readonly string file;
    private readonly string name;
    private readonly string? audience;
    private readonly SheetLimits limits;

    public SheetZip(string file, string name, string? audience, SheetLimits limits)
    {
        (this.file, this.name, this.audience, this.limits) = (file, name, audience, limits);
        using var stream = File.OpenRead(file);
        using var archive = Open(stream);
        IsWhole = archive is not null;
        Count = archive?.Entries.Count(entry => SheetFileName.IsSheet(entry.FullName)) ?? 0;
    }

    public int Count { get; }

    /// <summary>False when the list of entries, at the end of a zip, is missing.</summary>
    public bool IsWhole { get; }

    public async IAsyncEnumerable<SheetFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        if (Open(stream) is not { } archive)
        {
            // The list of entries is at the end: without it they are found one after the other from the start.
            await foreach (var (entry, content) in DamagedZip.ReadAsync(stream, limits, cancellation).ConfigureAwait(false))
            {
                if (SheetFileName.IsSheet(entry) && SheetFileName.IsSafe(entry))
                    yield return new SheetFile(entry, AudienceOf(entry), content, content is null ? ServicePublicTexts.Damaged : null);
            }
            yield return SheetFile.Unreadable(name, ServicePublicTexts.Truncated);
            yield break;
        }

        using (archive)
        {
            var total = 0L;
            foreach (var entry in archive.Entries.Where(entry => SheetFileName.IsSheet(entry.FullName))
                .OrderBy(entry => entry.FullName, StringComparer.Ordinal).Take(limits.Entries))
            {
                var read = await ReadAsync(entry, cancellation).ConfigureAwait(false);
                total += read.Content?.Length ?? 0;
                if (total > limits.TotalBytes)
                {
                    yield return SheetFile.Unreadable(name, ServicePublicTexts.TooMuch(limits.TotalBytes));
                    yield break;
                }
                yield return read;
            }
            if (archive.Entries.Count > limits.Entries)
                yield return SheetFile.Unreadable(name, ServicePublicTexts.TooMany(limits.Entries));
        }
    }

    private async Task<SheetFile> ReadAsync(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        if (!SheetFileName.IsSafe(entry.FullName))
            return SheetFile.Unreadable(entry.FullName, ServicePublicTexts.UnsafeName);
        try
        {
            await using var stream = await entry.OpenAsync(cancellation).ConfigureAwait(false);
            var content = await BoundedRead.AllAsync(stream, entry.Length, limits.FileBytes, cancellation).ConfigureAwait(false);
            return content is null
                ? SheetFile.Unreadable(entry.FullName, ServicePublicTexts.TooLarge(limits.FileBytes))
                : new SheetFile(entry.FullName, AudienceOf(entry.FullName), content, null);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or NotSupportedException)
        {
            return SheetFile.Unreadable(entry.FullName, ServicePublicTexts.Damaged);
        }
    }

    private string? AudienceOf(string entry) => SheetAudience.InPath(Path.GetDirectoryName(entry)) ?? audience;

    private static ZipArchive? Open(Stream stream)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            stream.Position = 0;
            return null;
        }
    }
}
