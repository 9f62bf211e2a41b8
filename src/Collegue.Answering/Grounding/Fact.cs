namespace Collegue.Answering.Grounding;

/// <summary>Names of verifications, as in contracts and storage.</summary>
public static class CheckKinds
{
    public const string Quote = "quote";
    public const string Amount = "amount";
    public const string Date = "date";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Link = "link";
    public const string Address = "address";

    /// <summary>Denies what the source says, or no longer denies it.</summary>
    public const string Negation = "negation";

    /// <summary>Holds in more cases than the source says, or in the opposite ones.</summary>
    public const string Condition = "condition";

    /// <summary>Words that the closest sentence of the source has not: something else is said, or too freely to be proved.</summary>
    public const string Wording = "wording";
}

/// <summary>Something in a text that must not be wrong: an amount, a date, a delay, a way to reach somebody.</summary>
/// <param name="Kind">One of <see cref="CheckKinds"/>.</param>
/// <param name="Value">As written.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Canonical">The same for two ways of writing the same fact: <c>1000.5 eur</c>, <c>2021-01-01</c>, <c>3 month</c>.</param>
public sealed record Fact(string Kind, string Value, int Start, string Canonical);
