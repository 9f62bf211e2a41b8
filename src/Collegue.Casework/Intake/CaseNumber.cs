using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Casework.Intake;

/// <summary>A case number as people type it.</summary>
internal static partial class CaseNumber
{
    /// <summary>As stored, <c>2026-000123</c>; null when it is no number. Zeros and spaces may be missing.</summary>
    public static string? Read(string? typed) =>
        Shape().Match(typed ?? "") is { Success: true } match
            ? string.Create(CultureInfo.InvariantCulture, $"{match.Groups["year"].Value}-{int.Parse(match.Groups["rank"].Value, CultureInfo.InvariantCulture):D6}")
            : null;

    [GeneratedRegex(@"^\s*(?<year>[0-9]{4})\s*[-–—/ ]\s*(?<rank>[0-9]{1,8})\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
