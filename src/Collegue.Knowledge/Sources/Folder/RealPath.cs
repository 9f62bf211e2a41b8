namespace Collegue.Knowledge.Sources.Folder;

/// <summary>Where a path leads once every link on the way is followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Null when a link on the way is broken or turns in circles.</summary>
    public static string? Of(string path)
    {
        var left = new Stack<string>();
        var resolved = Enter(Path.GetFullPath(path), left);
        var links = 0;
        while (left.TryPop(out var name))
        {
            var next = Path.Combine(resolved, name);
            var target = Target(next);
            if (target is null)
            {
                resolved = next;
                continue;
            }
            if (++links > MostLinks)
                return null;
            resolved = Enter(Path.GetFullPath(target, resolved), left);
        }
        return resolved;
    }

    /// <summary>Starts again from the root, with the parts of the path still to be walked on the stack.</summary>
    private static string Enter(string path, Stack<string> left)
    {
        var root = Path.GetPathRoot(path)!;
        var parts = path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (var at = parts.Length - 1; at >= 0; at--)
            left.Push(parts[at]);
        return root;
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
