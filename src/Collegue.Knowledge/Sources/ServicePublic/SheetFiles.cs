using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>One sheet's bytes, or why they could not be had. With neither a sheet nor a reading error the name is the archive's.</summary>
internal sealed record SheetFile(string Name, string? Audience, byte[]? Content, string? Problem)
{
    public static SheetFile Unreadable(string name, string problem) => new(name, null, null, problem);
}

/// <summary>A folder or an archive that holds sheets.</summary>
internal interface ISheetFiles
{
    /// <summary>Sheets inside, when that is known without reading everything; 0 otherwise.</summary>
    int Count { get; }

    IAsyncEnumerable<SheetFile> ReadAsync(CancellationToken cancellation);
}

/// <summary>How much an archive may hold, so that a hostile or damaged one cannot fill the memory or never end.</summary>
internal sealed record SheetLimits(int Entries = 100_000, int FileBytes = 20 * 1024 * 1024, long TotalBytes = 4L * 1024 * 1024 * 1024)
{
    public static SheetLimits Usual { get; } = new();
}

internal static partial class SheetFileName
{
    /// <summary>Themes (N…), forms (R…) and indexes stand beside the sheets and are not read.</summary>
    public static bool IsSheet(string path) => Pattern().IsMatch(path);

    /// <summary>Nothing is ever written under an entry's name; one that climbs or is absolute is still refused.</summary>
    public static bool IsSafe(string path) =>
        !path.StartsWith('/') && !path.Contains('\\') && !path.Contains(':') && !path.Split('/').Contains("..");

    [GeneratedRegex(@"(^|[/\\])F[0-9]{1,9}\.(json|xml)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
