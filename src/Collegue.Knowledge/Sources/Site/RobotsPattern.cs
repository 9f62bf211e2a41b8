namespace Collegue.Knowledge.Sources.Site;

/// <summary>A path of robots.txt: "*" stands for anything, "$" at the end for the end. Linear whatever the pattern.</summary>
internal static class RobotsPattern
{
    public static bool Matches(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var parts = (isWhole ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        for (var part = 1; part < parts.Length; part++)
        {
            if (isWhole && part == parts.Length - 1)
                return path.Length - at >= parts[part].Length && path.EndsWith(parts[part], StringComparison.Ordinal);
            var found = path.IndexOf(parts[part], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[part].Length;
        }
        return !isWhole || at == path.Length;
    }
}
