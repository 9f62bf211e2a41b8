using System.Linq.Expressions;
using System.Text.Json;
using Collegue.Storage.Knowledge;

namespace Collegue.Api;

/// <summary>Rows as programs see them.</summary>
internal static class Views
{
    public static DocumentSummary Of(Document row, string collection, DateOnly today) => new(
        collection, row.Key, row.Number, row.Title, row.Url, row.Theme, row.Audience, row.Description, row.Updated, row.ValidFrom, row.ValidUntil,
        (row.ValidFrom is not { } from || from <= today) && (row.ValidUntil is not { } until || until >= today));

    public static PassageView Of(Passage row) => new(row.Id, row.Position, Name(row.Kind), row.Heading, row.Situation, row.Text, row.Url);

    public static string Name(PassageKind kind) => Name(kind.ToString());

    /// <summary>A name of the code as programs write it: <c>where_to_go</c>.</summary>
    public static string Name(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    public static JsonElement? Json(string? kept)
    {
        if (kept is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(kept);
        return document.RootElement.Clone();
    }

    /// <summary>Documents whose title has these words, in this order; capitals do not matter.</summary>
    public static Expression<Func<Document, bool>> TitleHas(string text)
    {
        // SQLite folds the capitals of ASCII only: what an accented word looks like at the head of a title is asked for too.
        var (lower, capital) = (text.ToLowerInvariant(), char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant());
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL.
        return row => row.Title.Contains(text) || row.Title.Contains(capital) || row.Title.ToLower().Contains(lower);
#pragma warning restore CA1304, CA1311, CA1862
    }
}
