using System.Text.Json.Serialization.Metadata;
using Collegue.Access.Keys;

namespace Collegue.Gateway.Administration;

/// <summary>Reads what the administration is asked.</summary>
internal static class AskedBody
{
    /// <exception cref="RefusedException">It cannot be read.</exception>
    public static async Task<T> AskedAsync<T>(this GatewayBody body, HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        var (value, refusal) = await body.ReadAsync(request, type);
        return value ?? throw new RefusedException(refusal!);
    }

    /// <exception cref="RefusedException">It is missing, empty or too long.</exception>
    public static string Required(string? value, string field, int longest) => value?.Trim() is { Length: > 0 } text && text.Length <= longest
        ? text
        : throw RefusedException.Invalid(field, $"'{field}' takes 1 to {longest} characters.");

    /// <exception cref="RefusedException">There is nothing of that id.</exception>
    public static Guid Id(string? id, string what) => Guid.TryParse(id, out var found) ? found : throw RefusedException.Missing(what);

    /// <summary>For how many days more a replaced key is good.</summary>
    /// <exception cref="RefusedException">Not for so many.</exception>
    public static int Grace(HttpRequest request)
    {
        var query = new GatewayQuery(request.Query);
        var grace = query.Number("grace_days", 7, 0, 30);
        return query.Refusal is null && ProgramKeys.Graces.Contains(grace)
            ? grace
            : throw RefusedException.Invalid("grace_days", $"'grace_days' takes {string.Join(", ", ProgramKeys.Graces)}.");
    }
}
