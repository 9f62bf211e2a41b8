using Collegue.Casework;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections.Keeping;

/// <summary>A file of a collection and where its reading stands.</summary>
/// <param name="DocumentKey">Key of the document read from it; null when there is none.</param>
/// <param name="Refusal">Why it could not be read.</param>
internal sealed record GivenFile(Guid Id, string Name, long Size, DateTimeOffset At, string? DocumentKey, string? Refusal);

/// <summary>What became of one file of a form.</summary>
/// <param name="State"><c>added</c>, <c>replaced</c>, or the code of a refusal.</param>
internal sealed record GivenResult(string Name, string State, bool Kept);

/// <summary>Files people give to a collection, kept at once and read in the background.</summary>
internal sealed class GivenFiles(CollegueDb db, Uploads uploads, JobRequests jobs)
{
    public async Task<IReadOnlyList<GivenFile>> ListAsync(Collection collection, Reading reading, CancellationToken cancellation)
    {
        var files = await db.UploadedFiles.AsNoTracking().Where(row => row.CollectionId == collection.Id).OrderBy(row => row.Name).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.Name, row.Size, row.UploadedAt }).ToListAsync(cancellation);
        var documents = await db.Documents.AsNoTracking().Where(row => row.OrganisationId == collection.OrganisationId && row.CollectionId == collection.Id)
            .Select(row => new { row.Key, row.ImportedAt }).ToDictionaryAsync(row => row.Key, row => row.ImportedAt, StringComparer.Ordinal, cancellation);
        return files.ConvertAll(file =>
        {
            // A document read before this version of its file is the one of the version before.
            var key = KeyOf(file.Name, documents.Keys);
            var read = key is not null && documents[key] >= file.UploadedAt;
            return new GivenFile(file.Id, file.Name, file.Size, file.UploadedAt, read ? key : null, read ? null : reading.RefusalOf(file.Name));
        });
    }

    public async Task<GivenFile?> FindAsync(Collection collection, Guid file, CancellationToken cancellation) =>
        await db.UploadedFiles.AsNoTracking().Where(row => row.CollectionId == collection.Id && row.Id == file)
            .Select(row => new GivenFile(row.Id, row.Name, row.Size, row.UploadedAt, null, null)).SingleOrDefaultAsync(cancellation);

    /// <summary>Each file is kept or refused by itself.</summary>
    public async Task<IReadOnlyList<GivenResult>> AddAsync(Collection collection, IEnumerable<IFormFile> files, Guid agent, CancellationToken cancellation)
    {
        var results = new List<GivenResult>();
        foreach (var file in files)
        {
            // Some browsers send the whole path.
            var name = file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];
            await using var content = file.OpenReadStream();
            results.Add(await uploads.AddAsync(collection.Id, name, content, null, agent, cancellation) switch
            {
                UploadOutcome.Added => new GivenResult(name, "added", true),
                UploadOutcome.Replaced => new GivenResult(name, "replaced", true),
                UploadOutcome.Refused refused => new GivenResult(name, refused.Reason.ToString().ToLowerInvariant(), false),
                var other => throw new InvalidOperationException(other.GetType().Name),
            });
        }

        if (results.Exists(result => result.Kept))
        {
            await ReadAsync(collection, cancellation);
        }

        return results;
    }

    public async Task<bool> RemoveAsync(Collection collection, Guid file, Guid agent, CancellationToken cancellation)
    {
        if (!await uploads.RemoveAsync(collection.Id, file, agent, cancellation))
        {
            return false;
        }

        await ReadAsync(collection, cancellation);
        return true;
    }

    /// <summary>True while a reading is asked for or under way.</summary>
    public async Task<bool> IsAwaitedAsync(Source? source, CancellationToken cancellation) =>
        source is not null && await db.Jobs.AnyAsync(
            row => row.Kind == JobKinds.ReadSource && row.SubjectId == source.Id && (row.State == JobState.Queued || row.State == JobState.Running), cancellation);

    private async Task ReadAsync(Collection collection, CancellationToken cancellation)
    {
        var source = await db.Sources.AsNoTracking().SingleAsync(row => row.CollectionId == collection.Id, cancellation);
        await jobs.QueueAsync(JobKinds.ReadSource, source.Id, again: true, cancellation);
    }

    /// <summary>A document has the name of its file without extension, or with it where two files differ by it only.</summary>
    private static string? KeyOf(string name, IReadOnlyCollection<string> keys) =>
        keys.Contains(name) ? name
        : Path.GetFileNameWithoutExtension(name) is var stem && keys.Contains(stem) ? stem
        : null;
}
