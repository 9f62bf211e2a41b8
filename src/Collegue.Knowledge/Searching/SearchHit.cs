using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Searching;

/// <summary>A document found, with the place it got.</summary>
/// <param name="Document">Id as in the contracts: <c>particuliers/F1427</c>.</param>
/// <param name="Notice">Lasting warning of the collection, to show with every citation.</param>
/// <param name="IsLocal">False for national sheets.</param>
public sealed record FoundDocument(
    int Rank,
    double Score,
    Guid Id,
    string Document,
    string Title,
    string? Description,
    string? Url,
    DateOnly? Updated,
    string? Audience,
    string? Theme,
    string Collection,
    string CollectionTitle,
    string? Notice,
    bool IsLocal);

/// <summary>One document found, with the passage that fits best.</summary>
/// <param name="PassageId">Empty when the document has no passage at all; the text is then its description.</param>
public sealed record SearchHit(
    int Rank,
    double Score,
    Guid DocumentId,
    string Document,
    string Title,
    string? Heading,
    string? Situation,
    string PassageText,
    Guid PassageId,
    string? Url,
    DateOnly? Updated,
    string? Notice,
    bool IsLocal,
    string Collection,
    string CollectionTitle);

/// <summary>A passage found, with its document.</summary>
/// <param name="Rank">Among all passages given, best first, from 1.</param>
/// <param name="Score">Fit of the passage itself; comparable within one answer only, never a confidence.</param>
/// <param name="Url">Where an online service, form or legal reference leads.</param>
public sealed record PassageHit(
    int Rank,
    double Score,
    Guid Id,
    PassageKind Kind,
    int Position,
    string? Heading,
    string? Situation,
    string Text,
    string? Url,
    FoundDocument Document);
