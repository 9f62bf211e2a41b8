using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>What uses are counted by.</summary>
internal readonly record struct UseKey(
    Guid Organisation, int Day, Guid Key, Guid Agent, Guid Department, string Router, Guid Model, GatewayCallKind Kind) : IComparable<UseKey>
{
    /// <summary>All nodes count in this order, so that none waits for another in a circle.</summary>
    public int CompareTo(UseKey other)
    {
        var order = Organisation.CompareTo(other.Organisation);
        order = order != 0 ? order : Day.CompareTo(other.Day);
        order = order != 0 ? order : Key.CompareTo(other.Key);
        order = order != 0 ? order : Agent.CompareTo(other.Agent);
        order = order != 0 ? order : Department.CompareTo(other.Department);
        order = order != 0 ? order : string.CompareOrdinal(Router, other.Router);
        order = order != 0 ? order : Model.CompareTo(other.Model);
        return order != 0 ? order : Kind.CompareTo(other.Kind);
    }

    /// <summary>The name as both engines can keep it: no longer than its column, without what is no text.</summary>
    public static string Clean(string router)
    {
        var name = router.Length > GatewayRouter.LongestName ? router[..GatewayRouter.LongestName] : router;
        return name.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || name.Contains('\0', StringComparison.Ordinal)
            ? string.Concat(name.Where(letter => letter != '\0' && !char.IsSurrogate(letter)))
            : name;
    }
}

/// <summary>How much was used.</summary>
internal readonly record struct UseSum(
    long Calls, long Failures, long InputTokens, long OutputTokens, long CostMicros, long MilliwattHours, long Milliseconds)
{
    public static UseSum operator +(UseSum one, UseSum other) => new(
        one.Calls + other.Calls, one.Failures + other.Failures, one.InputTokens + other.InputTokens, one.OutputTokens + other.OutputTokens,
        one.CostMicros + other.CostMicros, one.MilliwattHours + other.MilliwattHours, one.Milliseconds + other.Milliseconds);
}
