namespace Collegue.Gateway.Accounts;

/// <summary>What goes to the database in one transaction: all of it or nothing.</summary>
/// <param name="sequence">Up to which line of the journal. No two rounds of a node have the same: the database tells with it which are in.</param>
/// <param name="last">The node ends and keeps nothing.</param>
internal sealed class Round(long sequence, IReadOnlyList<KeyValuePair<UseKey, UseSum>> uses, IReadOnlyList<LeaseTurn> turns, bool last)
{
    public long Sequence => sequence;
    public IReadOnlyList<KeyValuePair<UseKey, UseSum>> Uses => uses;
    public IReadOnlyList<LeaseTurn> Turns => turns;
    public bool IsLast => last;
}

/// <summary>What a round changes in a lease, and what it learns.</summary>
internal sealed class LeaseTurn(Lease lease)
{
    public Lease Lease => lease;

    /// <summary>What the database says that the lease holds.</summary>
    public long Before { get; set; }

    /// <summary>What it holds after: less when something is given back, more when calls took more than was set aside.</summary>
    public long Target { get; set; }

    public long Used { get; set; }
    public long Most { get; set; }
    public bool Closes { get; set; }

    /// <summary>More is asked for.</summary>
    public bool Asks { get; set; }

    /// <summary>What waiting calls need together, then what they lack.</summary>
    public long Waiting { get; set; }

    /// <summary>What one call needs.</summary>
    public long Need { get; set; }

    /// <summary>The database has something to change.</summary>
    public bool Counts => lease.HasRow || Used != 0 || Asks;

    public long Granted { get; set; }
    public bool Gone { get; set; }

    /// <summary>What the account has after; null when the database was not asked.</summary>
    public long? Taken { get; set; }

    public bool Contested { get; set; }
    public long OthersUnused { get; set; }
}
