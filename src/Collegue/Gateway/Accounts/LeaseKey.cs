namespace Collegue.Gateway.Accounts;

/// <summary>An account: a limit, whose it is, and when its window began in milliseconds since 1970.</summary>
internal readonly record struct LeaseKey(Guid Organisation, Guid Limit, Guid Subject, long Window) : IComparable<LeaseKey>
{
    /// <summary>All nodes change accounts in this order, so that none waits for another in a circle.</summary>
    public int CompareTo(LeaseKey other)
    {
        var order = Organisation.CompareTo(other.Organisation);
        order = order != 0 ? order : Limit.CompareTo(other.Limit);
        order = order != 0 ? order : Subject.CompareTo(other.Subject);
        return order != 0 ? order : Window.CompareTo(other.Window);
    }
}
