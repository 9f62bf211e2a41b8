using System.Globalization;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary>Dates as people write them in the head of a document.</summary>
public static class DocumentDates
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss",
    ];

    /// <summary>The day, for <c>2026-09-01</c>, <c>01/09/2026</c> (day first) or an ISO instant; null for anything else.</summary>
    public static DateOnly? Parse(string? text) =>
        DateTimeOffset.TryParseExact(
            text?.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? DateOnly.FromDateTime(instant.DateTime)
            : null;
}
