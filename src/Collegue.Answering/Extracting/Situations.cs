namespace Collegue.Answering.Extracting;

/// <summary>What applies to one case is never given with what applies to another.</summary>
internal static class Situations
{
    private const string Separator = " > ";

    /// <summary>True when a passage under <paramref name="other"/> also holds for somebody in <paramref name="chosen"/>.</summary>
    public static bool Holds(string? other, string? chosen) =>
        string.IsNullOrEmpty(other)
        || other == chosen
        || (chosen is not null && chosen.StartsWith(other + Separator, StringComparison.Ordinal));
}
