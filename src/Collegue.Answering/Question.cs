using System.Globalization;

namespace Collegue.Answering;

/// <summary>What somebody asks, where, and on which day: documents not valid that day are not used.</summary>
/// <param name="Ancestors">Organisations above <paramref name="Organisation"/>, nearest first.</param>
public sealed record Question(string Text, Guid Organisation, IReadOnlyList<Guid> Ancestors, DateOnly Today)
{
    /// <summary>Who can be asked when no source answers; the orientation is built from it.</summary>
    public OfficeContact? Office { get; init; }

    /// <summary>
    /// Words of the text that say what it is about, when somebody found them (triage): a source must cover these; the rest of a
    /// letter, which tells a life, need not be in it.
    /// </summary>
    public IReadOnlyList<string> Subject { get; init; } = [];

    /// <summary>Language of the words around the quotes. Quotes stay in the language of their source.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.GetCultureInfo("fr");
}

/// <summary>How to reach the humans of an organisation. What is null or blank is not mentioned.</summary>
public sealed record OfficeContact(
    string Name, string? Phone = null, string? Email = null, string? OpeningHours = null, string? Address = null);
