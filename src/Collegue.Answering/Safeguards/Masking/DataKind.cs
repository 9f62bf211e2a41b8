namespace Collegue.Answering.Safeguards.Masking;

/// <summary>What a stretch of a text says about a person.</summary>
public enum DataKind
{
    Person,
    Phone,
    Email,

    /// <summary>An account: an IBAN, or a French account number (RIB).</summary>
    Iban,
    Card,

    /// <summary>The number of the register of persons (NIR), with or without its key.</summary>
    SocialSecurity,
    Address,
    BirthDate,

    /// <summary>A number under which an administration or a company knows somebody: file, tax, passport, allowance.</summary>
    FileNumber,
    Plate,

    /// <summary>Nothing personal: words of the text that look like a placeholder, kept apart so that they come back as they were.</summary>
    Literal,
}

/// <summary>Personal data found in a text.</summary>
/// <param name="Value">As written.</param>
/// <param name="Start">Offset in the text, in UTF-16 code units.</param>
public sealed record DetectedData(DataKind Kind, string Value, int Start)
{
    public int End => Start + Value.Length;
}
