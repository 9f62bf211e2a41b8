using System.Runtime.CompilerServices;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary>
/// A folder of local documents. What cannot be read is named with its reason and the rest goes on: reading throws
/// nothing but a cancellation.
/// </summary>
public sealed class FolderSource : ISource
{
    private const long LargestFile = 50L * 1024 * 1024;
    private readonly FolderListing listing;
    private readonly IReadOnlyDictionary<string, DocumentFields> fields;

    private FolderSource(
        string folder, FolderCollection collection, FolderListing listing, IReadOnlyDictionary<string, DocumentFields> fields)
    {
        Name = folder;
        Collection = collection;
        this.listing = listing;
        this.fields = fields;
    }

    /// <summary>From <c>collection.yaml</c>, or named after the folder.</summary>
    public FolderCollection Collection { get; }

    public string Name { get; }

    public string? Notice => null;

    private BoundedReading Reading { get; init; } = new(Ocr.Installed);

    public int Expected => listing.Files.Count;

    /// <summary>Lists the folder and reads its manifests; the documents themselves are read later.</summary>
    public static FolderOpening Open(string path)
    {
        if (File.Exists(path))
            return new FolderOpening.Refused(FolderTexts.NotAFolder(path));
        if (string.IsNullOrWhiteSpace(path) || !Directory.Exists(path))
            return new FolderOpening.Refused(FolderTexts.NoFolder(path));
        var folder = Path.GetFullPath(path);
        var collection = FolderManifests.ReadCollection(folder, out var problem);
        if (collection is null)
            return new FolderOpening.Refused(problem!);
        var fields = FolderManifests.ReadDocuments(folder, out problem);
        return problem is null
            ? new FolderOpening.Opened(new FolderSource(folder, collection, FolderListing.Of(folder), fields))
            : new FolderOpening.Refused(problem);
    }

    /// <summary>Whether a path stays under a folder once every link is followed. False for a path that leads nowhere.</summary>
    public static bool IsWithin(string path, string root)
    {
        if (!Path.IsPathFullyQualified(path) || RealPath.Of(path) is not { } real || RealPath.Of(root) is not { } above)
            return false;
        above = Path.TrimEndingDirectorySeparator(above);
        real = Path.TrimEndingDirectorySeparator(real);
        return real == above || real.StartsWith(above + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>The same folder, read in another way.</summary>
    internal FolderSource With(BoundedReading reading) => new(Name, Collection, listing, fields) { Reading = reading };

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var problem in listing.Problems)
            yield return problem;
        foreach (var file in listing.Files)
            yield return await ReadAsync(file, cancellation).ConfigureAwait(false);
        var present = listing.Files.Select(file => file.Relative).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in fields.Keys.Where(path => !present.Contains(path)).Order(StringComparer.Ordinal))
            yield return new SourceItem.Skipped(missing, FolderTexts.NotListed);
    }

    private async Task<SourceItem> ReadAsync(FolderFile file, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var extension = Path.GetExtension(file.Relative);
        if (FileFormats.Of(extension) is null)
            return new SourceItem.Skipped(file.Relative, ReadingTexts.NotSupported(extension));
        try
        {
            // A length of zero is also that of a pipe or a device, which must not be opened.
            var length = new FileInfo(file.FullPath).Length;
            if (length is 0 or > LargestFile)
                return new SourceItem.Skipped(file.Relative, length == 0 ? ReadingTexts.Empty : ReadingTexts.TooLarge(LargestFile));
            var content = await File.ReadAllBytesAsync(file.FullPath, cancellation).ConfigureAwait(false);
            return Document(file, await Reading.ReadAsync(content, extension, cancellation).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new SourceItem.Skipped(file.Relative, ReadingTexts.NotReadable);
        }
    }

    private SourceItem Document(FolderFile file, FileReading reading) => reading switch
    {
        FileReading.Text text => FolderDocument.Of(file, text, fields.GetValueOrDefault(file.Relative)),
        FileReading.Refused refused => new SourceItem.Skipped(file.Relative, refused.Reason),
        _ => throw new InvalidOperationException(),
    };
}
