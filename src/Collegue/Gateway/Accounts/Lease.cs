using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>
/// What this node holds of an account in one window. Only <see cref="Books"/> touches it, under its lock.
/// </summary>
internal sealed class Lease(LeaseKey key, LimitLine line, LimitWindow window)
{
    public LeaseKey Key => key;
    public LimitWindow Window => window;

    /// <summary>The limit as it is known now.</summary>
    public LimitLine Line { get; set; } = line;

    /// <summary>What may be used; durable in the database.</summary>
    public long Amount { get; set; }

    /// <summary>What ended calls took, and the most that those under way can take.</summary>
    public long Used { get; set; }

    /// <summary>What calls may take now. A limit that was lowered holds at once.</summary>
    public long Available => Math.Min(Amount, Line.Most - Elsewhere) - Used;

    public int UnderWay { get; set; }

    /// <summary>What calls under way may give back when they end.</summary>
    public long Freeable { get; set; }

    /// <summary>What one call takes, lately.</summary>
    public long Need { get; set; }

    public long UsedAt { get; set; }
    public bool Dirty { get; set; }

    /// <summary>No call takes from it any more: it is given back, or its limit is gone.</summary>
    public bool Closed { get; set; }

    /// <summary>The database has a row of it.</summary>
    public bool HasRow { get; set; }

    /// <summary>The database has no account for it: its limit is gone.</summary>
    public bool Gone { get; set; }

    /// <summary>How much was taken at once when there was plenty; 0 where calls take one by one.</summary>
    public long Ahead { get; set; }

    /// <summary>More is wanted before it runs out.</summary>
    public bool Wanted { get; set; }

    /// <summary>What others took of the account, when the database was last asked.</summary>
    public long Elsewhere { get; set; }

    /// <summary>What other nodes held without using it.</summary>
    public long OthersUnused { get; set; }

    /// <summary>Other nodes take from the account too.</summary>
    public bool Contested { get; set; }

    /// <summary>In which tick the database was last asked.</summary>
    public long KnownAt { get; set; } = -1;

    /// <summary>What nobody holds.</summary>
    public long Unheld => Math.Max(0, Line.Most - Elsewhere - Amount);

    /// <summary>Others may want what this node does not use.</summary>
    public bool IsTight => Contested && LeaseSize.IsScarce(Line.Most - Elsewhere - Used, Need);

    /// <summary>Whether a call may hope for what it needs, when others give back what they do not use.</summary>
    public bool CanReach(long need) => need <= Line.Most && need <= Available + Unheld + OthersUnused + Freeable;

    public bool Frees => Line.Measure != LimitMeasure.Requests;
}
