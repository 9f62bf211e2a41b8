using Collegue.Access.Keys;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway.Administration;

/// <summary>Keys as <c>/v1</c> shows them and is asked for them.</summary>
internal static class KeyViews
{
    public static KeyObject Of(ApiKey row, string? user, string? department) => new(
        row.Id.ToString(), row.Name, row.Prefix + "…", user ?? row.AgentId?.ToString(), department ?? row.DepartmentId?.ToString(), ScopeNames.NamesOf(row.Scopes),
        row.ExpiresAt?.ToUnixTimeSeconds(), row.CreatedAt.ToUnixTimeSeconds(), row.LastUsedAt?.ToUnixTimeSeconds());

    /// <exception cref="RefusedException">A name is unknown.</exception>
    public static ApiScopes Scopes(IReadOnlyList<string>? names, ApiScopes usual)
    {
        try
        {
            return names is null ? usual : ScopeNames.Parse(names);
        }
        catch (InvalidDataException unknown)
        {
            throw RefusedException.Invalid("scopes", unknown.Message);
        }
    }

    /// <summary>No later than the key that asks; null for a key that does not end.</summary>
    /// <exception cref="RefusedException">The time is past or too far.</exception>
    public static DateTimeOffset? End(long? expires, DateTimeOffset? most, DateTimeOffset now)
    {
        var asked = expires is { } seconds ? seconds - now.ToUnixTimeSeconds() : (long?)null;
        if (asked is <= 0 or > ProgramKeys.MostDays * 86_400L)
        {
            throw RefusedException.Invalid("expires", $"'expires' is a time in seconds since 1970, in the next {ProgramKeys.MostDays} days.");
        }

        var end = expires is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : most;
        return end > most ? most : end;
    }
}
