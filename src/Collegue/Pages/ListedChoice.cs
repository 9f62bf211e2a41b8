namespace Collegue.Pages;

/// <summary>Reads what a form chose from a list.</summary>
internal static class ListedChoice
{
    /// <summary>A name of the list, exactly; null for anything else, numbers too.</summary>
    public static T? Read<T>(string? typed)
        where T : struct, Enum => Enum.GetNames<T>().Contains(typed, StringComparer.Ordinal) ? Enum.Parse<T>(typed!) : null;
}
