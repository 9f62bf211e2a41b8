using System.Runtime.CompilerServices;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Sources.Folder;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Knowledge.Sources.Upload;

/// <summary>
/// The files people gave to a collection. A file is never written twice (a new version has a new id), so the file whose
/// document is stored is not even fetched; files that could not be read are tried again each time.
/// </summary>
public sealed class UploadSource : ISource
{
    // Another build may read a file better: it then reads every file once more.
    private static readonly string Reader = typeof(UploadSource).Module.ModuleVersionId.ToString("N");

    private readonly CollegueDb _db;
    private readonly Guid _collection;
    private readonly IReadOnlyList<(FolderFile Named, StoredFile File)> _files;

    private UploadSource(CollegueDb db, Guid collection, IReadOnlyList<(FolderFile, StoredFile)> files) =>
        (_db, _collection, _files) = (db, collection, files);

    public string Name => "uploads";

    public string? Notice => null;

    public int Expected => _files.Count;

    public bool IsComplete => true;

    private BoundedReading Reading { get; init; } = new(Ocr.Installed);

    /// <summary>The files of a collection of the organisation <paramref name="db"/> is scoped to, as they are now.</summary>
    public static async Task<UploadSource> OpenAsync(CollegueDb db, Guid collection, CancellationToken cancellation)
    {
        var stored = await db.UploadedFiles.AsNoTracking().Where(row => row.CollectionId == collection)
            .Select(row => new StoredFile(row.Id, row.Name, row.Metadata)).ToListAsync(cancellation);
        var byName = stored.ToDictionary(file => file.Name, StringComparer.Ordinal);
        return new UploadSource(db, collection, [.. Keys(byName.Keys).Select(named => (named, byName[named.Relative]))]);
    }

    /// <summary>
    /// Names with the keys of their documents: without extension, but for files that differ by it only. Those keep theirs, all
    /// but one.
    /// </summary>
    internal static IReadOnlyList<FolderFile> Keys(IEnumerable<string> names) => FolderKeys.Assign(names.Select(name => ("", name)));

    /// <summary>The same files, read in another way.</summary>
    internal UploadSource With(BoundedReading reading) => new(_db, _collection, _files) { Reading = reading };

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var hashes = await _db.Documents.AsNoTracking().Where(row => row.CollectionId == _collection)
            .Select(row => new { row.Key, row.ContentHash }).ToDictionaryAsync(row => row.Key, row => row.ContentHash, StringComparer.Ordinal, cancellation);
        foreach (var (named, file) in _files)
        {
            var revision = $"{file.Id:N} {Reader}";
            if (hashes.GetValueOrDefault(named.Key) == ContentHash.OfRevision(named.Key, revision))
            {
                yield return new SourceItem.Unchanged(named.Key);
            }
            else if (await ReadAsync(named, file, revision, cancellation) is { } item)
            {
                yield return item;
            }
        }
    }

    /// <summary>Null when the file was removed or replaced since the list was made.</summary>
    private async Task<SourceItem?> ReadAsync(FolderFile named, StoredFile file, string revision, CancellationToken cancellation)
    {
        var content = await _db.UploadedContents.AsNoTracking().Where(row => row.FileId == file.Id).Select(row => row.Bytes)
            .SingleOrDefaultAsync(cancellation);
        if (content is null)
        {
            return null;
        }

        return await Reading.ReadAsync(content, Path.GetExtension(named.Relative), cancellation) switch
        {
            FileReading.Text text => FolderDocument.Of(named, text, null) switch
            {
                SourceItem.Read read => new SourceItem.Read(read.Document with { Metadata = file.Metadata, Revision = revision }),
                var item => item,
            },
            FileReading.Refused refused => new SourceItem.Skipped(named.Relative, refused.Reason),
            _ => throw new InvalidOperationException(),
        };
    }

    private sealed record StoredFile(Guid Id, string Name, string? Metadata);
}
