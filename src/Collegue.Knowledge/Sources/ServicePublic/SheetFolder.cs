using System.Runtime.CompilerServices;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>An unpacked archive or package, or one audience of it, read in the order of names.</summary>
internal sealed class SheetFolder : ISheetFiles
{
    private readonly string folder;
    private readonly SheetLimits limits;
    private readonly List<string> files;

    public SheetFolder(string folder, SheetLimits limits)
    {
        this.folder = folder;
        this.limits = limits;
        var everywhere = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            MaxRecursionDepth = 8,
        };
        files = [.. Directory.EnumerateFiles(folder, "F*", everywhere).Where(SheetFileName.IsSheet).Take(limits.Entries)];
        files.Sort(StringComparer.Ordinal);
    }

    public int Count => files.Count;

    /// <summary>JSON sheets come from the package, XML ones from the publication.</summary>
    public bool HoldsJson => files.Exists(file => file.EndsWith(".json", StringComparison.Ordinal));

    public async IAsyncEnumerable<SheetFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var own = SheetAudience.InPath(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)));
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            yield return await ReadAsync(file, name, SheetAudience.InPath(Path.GetDirectoryName(name)) ?? own, cancellation)
                .ConfigureAwait(false);
        }
    }

    private async Task<SheetFile> ReadAsync(string file, string name, string? audience, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var content = await BoundedRead.AllAsync(stream, stream.Length, limits.FileBytes, cancellation).ConfigureAwait(false);
            return content is null
                ? SheetFile.Unreadable(name, ServicePublicTexts.TooLarge(limits.FileBytes))
                : new SheetFile(name, audience, content, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return SheetFile.Unreadable(name, ServicePublicTexts.NotReadable);
        }
    }
}
