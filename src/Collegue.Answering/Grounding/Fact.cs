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

    /// <summary>A figure that is neither an amount nor a date and stands nowhere in the source.</summary>
    public const string Number = "number";

    /// <summary>Denies what the source says, or no longer denies it.</summary>
    public const string Negation = "negation";

    /// <summary>A condition of the source is exchanged or gone.</summary>
    public const string Condition = "condition";

    /// <summary>An office, a person or a quality that is not the source's.</summary>
    public const string Term = "term";

    /// <summary>Too few words in common with the source to be compared.</summary>
    public const string Wording = "wording";
}

/// <summary>Something in a text that must not be wrong: an amount, a date, a delay, a way to reach somebody.</summary>
/// <param name="Kind">One of <see cref="CheckKinds"/>.</param>
/// <param name="Value">As written.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Canonical">The same for two ways of writing the same fact: <c>1000.5 eur</c>, <c>2021-01-01</c>, <c>3 month</c>.</param>
public sealed record Fact(string Kind, string Value, int Start, string Canonical);
