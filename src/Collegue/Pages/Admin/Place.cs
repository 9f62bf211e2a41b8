namespace Collegue.Pages.Admin;

/// <summary>Where documents come from, as it may be shown: how the server's disk is arranged is for administrators only.</summary>
internal static class Place
{
    public static bool IsPath(string place) => Path.IsPathRooted(place);

    /// <summary>The last part of a path; addresses and names as they are.</summary>
    public static string Short(string place) =>
        IsPath(place) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(place)) is { Length: > 0 } name ? name : "/" : place;
}
