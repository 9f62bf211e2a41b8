namespace Collegue.Gateway.Accounts.Journals;

/// <summary>Where the journals of the processes that use this data directory are.</summary>
internal static class JournalFolder
{
    private const string Name = "gateway-journal";
    private const string Extension = ".journal";

    public static string PathOf(DataDirectory data, Guid node)
    {
        Directory.CreateDirectory(data.In(Name));
        return Path.Combine(data.In(Name), $"{node:N}{Extension}");
    }

    public static IReadOnlyList<(Guid Node, string Path)> List(DataDirectory data) => Directory.Exists(data.In(Name))
        ? [.. Directory.EnumerateFiles(data.In(Name), $"*{Extension}")
            .Select(path => (Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var node) ? node : Guid.Empty, path))
            .Where(found => found.Item1 != Guid.Empty)]
        : [];
}
