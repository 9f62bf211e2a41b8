namespace Collegue.Knowledge.Sources.Folder;

/// <summary>Walks a folder without leaving it: hidden files are ignored, links that lead outside are named and not followed.</summary>
internal sealed class FolderListing
{
    private const int LongestKey = 400;
    private readonly string root;
    private readonly List<(string FullPath, string Relative)> found = [];
    private readonly List<SourceItem.Skipped> problems = [];

    private FolderListing(string folder) => root = RealPath.Of(folder) ?? Path.GetFullPath(folder);

    public IReadOnlyList<FolderFile> Files { get; private set; } = [];

    public IReadOnlyList<SourceItem.Skipped> Problems => problems;

    public static FolderListing Of(string folder)
    {
        var listing = new FolderListing(folder);
        listing.Walk(new DirectoryInfo(listing.root), "");
        listing.Files = FolderKeys.Assign(listing.found);
        return listing;
    }

    private void Walk(DirectoryInfo folder, string prefix)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(prefix.Length == 0 ? "." : prefix.TrimEnd('/'), FolderTexts.FolderNotReadable));
            return;
        }
        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (!IsHidden(entry))
                Add(entry, prefix + entry.Name);
        }
    }

    private void Add(FileSystemInfo entry, string path)
    {
        var relative = FolderFile.Normalise(path);
        if (entry.LinkTarget is not null)
            AddLink(entry, relative);
        else if (entry is DirectoryInfo inner)
            Walk(inner, path + "/");
        else
            AddFile(entry.FullName, relative);
    }

    private void AddLink(FileSystemInfo link, string relative)
    {
        var target = RealPath.Of(link.FullName);
        if (target is null || !Path.Exists(target))
            problems.Add(new(relative, FolderTexts.BrokenLink));
        else if (!target.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && target != root)
            problems.Add(new(relative, FolderTexts.LinkOutside));
        // What a link to a folder of this folder shows is read at its own place.
        else if (File.Exists(target))
            AddFile(target, relative);
    }

    private void AddFile(string fullPath, string relative)
    {
        if (relative is FolderManifests.Collection or FolderManifests.Documents || relative.Equals("README.md", StringComparison.OrdinalIgnoreCase))
            return;
        if (relative.Length > LongestKey)
            problems.Add(new(relative, FolderTexts.PathTooLong));
        else
            found.Add((fullPath, relative));
    }

    /// <summary>Also what office software and file managers leave behind.</summary>
    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name[0] == '.'
        || entry.Name.StartsWith("~$", StringComparison.Ordinal)
        || entry.Name is "Thumbs.db" or "desktop.ini" or "__MACOSX"
        || (OperatingSystem.IsWindows() && entry.Attributes.HasFlag(FileAttributes.Hidden));
}
