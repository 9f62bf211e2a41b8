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
}

/// <summary>Something in a text that must not be wrong: an amount, a date, a delay, a way to reach somebody.</summary>
/// <param name="Kind">One of <see cref="CheckKinds"/>.</param>
/// <param name="Value">As written.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Canonical">The same for two ways of writing the same fact: <c>1000.5 eur</c>, <c>2021-01-01</c>, <c>3 month</c>.</param>
public sealed record Fact(string Kind, string Value, int Start, string Canonical);
