namespace Collegue.Knowledge.Sources.Folder;

/// <summary>The fields of a document once checked.</summary>
internal sealed record DocumentFacts(
    string? Title, string? Url, DateOnly? Updated, DateOnly? ValidFrom, DateOnly? ValidUntil,
    string? Theme, string? Audience, string? Description)
{
    /// <summary>Null with the reason when a field cannot be believed: a document must not be cited as valid by mistake.</summary>
    public static DocumentFacts? Of(DocumentFields fields, out string? problem)
    {
        problem = null;
        var updated = Date("updated", fields.Updated, ref problem);
        var from = Date("valid_from", fields.ValidFrom, ref problem);
        var until = Date("valid_until", fields.ValidUntil, ref problem);
        if (until < from)
            problem ??= FolderTexts.ValidityReversed;
        var url = Text(fields.Url);
        if (url is not null && !IsAddress(url))
            problem ??= FolderTexts.NotAnAddress(url);
        return problem is not null ? null : new DocumentFacts(
            Text(fields.Title), url, updated, from, until, Text(fields.Theme), Text(fields.Audience), Text(fields.Description));
    }

    private static DateOnly? Date(string key, string? value, ref string? problem)
    {
        if (Text(value) is not { } text)
            return null;
        var date = DocumentDates.Parse(text);
        if (date is null)
            problem ??= FolderTexts.NotADate(key, text);
        return date;
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static string? Text(string? value) => Reading.Spacing.Line(value) is { Length: > 0 } text ? text : null;
}
