namespace Collegue.Knowledge.Indexing;

/// <summary>
/// The folders of generations on disk. Several processes may use them at once: one builds at a time, a generation appears by
/// one rename, and only the builder sweeps.
/// </summary>
internal sealed class IndexFolders(IndexLocation location, TimeProvider clock)
{
    private const string BuildingPrefix = ".building-";
    private static readonly TimeSpan BuilderPoll = TimeSpan.FromMilliseconds(100);

    public string Of(string generation) => Path.Combine(location.Folder, generation);

    public string NewTemporary() => Path.Combine(location.Folder, BuildingPrefix + Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    /// <summary>Waits until no other process builds. The system frees the lock of a process that was killed.</summary>
    public async Task<IDisposable> BecomeBuilderAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(location.Folder);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(location.Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(BuilderPoll, clock, cancellation);
            }
        }
    }

    /// <summary>Puts a finished folder in its place, instead of whatever damaged one is there.</summary>
    public void Publish(string temporary, string generation)
    {
        var folder = Of(generation);
        if (Directory.Exists(folder))
        {
            Directory.Move(folder, NewTemporary());
        }

        Directory.Move(temporary, folder);
    }

    /// <summary>Deletes what killed builders left and older generations nobody here reads; only the builder may call it.</summary>
    public void Sweep(string current, IReadOnlyCollection<string> open)
    {
        var born = Directory.GetCreationTimeUtc(Of(current));
        foreach (var folder in Directory.GetDirectories(location.Folder))
        {
            var name = Path.GetFileName(folder);
            if (name.StartsWith(BuildingPrefix, StringComparison.Ordinal)
                || (name != current && !open.Contains(name) && Directory.GetCreationTimeUtc(folder) <= born))
            {
                TryDelete(folder);
            }
        }
    }

    /// <summary>A folder still read elsewhere may refuse; the next builder sweeps it.</summary>
    public static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
