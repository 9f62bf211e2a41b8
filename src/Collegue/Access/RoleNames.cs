using Collegue.Storage.Organisations;

namespace Collegue.Access;

/// <summary>Roles as written in files and commands: <c>agent</c>, <c>approver</c>, <c>manager</c>, <c>administrator</c>, <c>auditor</c>.</summary>
internal static class RoleNames
{
    public static Roles Parse(IEnumerable<string> names) => names.Aggregate(Roles.None, (roles, name) => roles | ParseOne(name));

    private static Roles ParseOne(string name) =>
        name.All(char.IsAsciiLetter) && Enum.TryParse<Roles>(name, ignoreCase: true, out var role) && role != Roles.None
            ? role
            : throw new InvalidDataException($"'{name}' is not a role: use agent, approver, manager, administrator or auditor.");
}
