using Collegue.Storage.Organisations;

namespace Collegue.Access.Keys;

/// <summary>Scopes as written in commands, forms and answers: <c>read</c>, <c>read-for-agents</c>, <c>write</c>, <c>cases</c>, <c>models</c>, <c>administer</c>.</summary>
internal static class ScopeNames
{
    public const string All = "read, read-for-agents, write, cases, models, administer";

    private static readonly (ApiScopes Scope, string Name)[] Known =
    [
        (ApiScopes.Read, "read"),
        (ApiScopes.ReadForAgents, "read-for-agents"),
        (ApiScopes.Write, "write"),
        (ApiScopes.Cases, "cases"),
        (ApiScopes.Models, "models"),
        (ApiScopes.Administer, "administer"),
    ];

    public static string NameOf(ApiScopes scope) => Known.Single(known => known.Scope == scope).Name;

    public static IReadOnlyList<string> NamesOf(ApiScopes scopes) =>
        [.. Known.Where(known => scopes.HasFlag(known.Scope)).Select(known => known.Name)];

    /// <summary>What agents may read includes what citizens may read.</summary>
    /// <exception cref="InvalidDataException">A name is unknown, or there is none.</exception>
    public static ApiScopes Parse(IEnumerable<string> names)
    {
        var scopes = names.SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Aggregate(ApiScopes.None, (all, name) => all | ParseOne(name));
        return scopes == ApiScopes.None ? throw new InvalidDataException($"a key needs a scope: use {All}.") : Complete(scopes);
    }

    public static ApiScopes Complete(ApiScopes scopes) => scopes.HasFlag(ApiScopes.ReadForAgents) ? scopes | ApiScopes.Read : scopes;

    private static ApiScopes ParseOne(string name) => Known.FirstOrDefault(known => known.Name == name) is { Name: not null } found
        ? found.Scope
        : throw new InvalidDataException($"'{name}' is not a scope: use {All}.");
}
