namespace Collegue.Casework.Intake;

/// <summary>The address of an envelope under the name: NF Z 10-011 allows six lines of 38 characters in all, the name being the first.</summary>
public static class PostalLines
{
    public const int Most = 5;
    public const int Longest = 60;

    /// <summary>One line each, without blank ones; null when there is nothing.</summary>
    public static string? CleanOrNull(string? typed) =>
        string.Join('\n', Of(typed is null ? "" : PlainText.Clean(typed))) is { Length: > 0 } clean ? clean : null;

    public static IReadOnlyList<string> Of(string? address) =>
        (address ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool Fit(string address) => Of(address) is { Count: <= Most } lines && lines.All(line => line.Length <= Longest);
}
