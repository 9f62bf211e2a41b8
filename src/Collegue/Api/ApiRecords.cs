namespace Collegue.Api;

/// <summary>One page of a list in a lasting order.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">From 1.</param>
internal sealed record Paged<T>(int Total, int Page, int PageSize, IReadOnlyList<T> Items);

/// <param name="Owner">Short name of the organisation it belongs to.</param>
/// <param name="Readers"><c>everyone</c> or <c>agents</c>.</param>
/// <param name="Documents">How many documents can be read in it.</param>
/// <param name="ImportedAt">When its source was last read to the end.</param>
internal sealed record CollectionView(
    string Slug, long Number, string Title, string? Description, string Owner, string Readers, bool IsNational, bool IsShared, string? Licence,
    string? Notice, int Documents, DateTimeOffset? ImportedAt);

/// <param name="IsCurrent">False before it takes effect and once it has expired.</param>
internal sealed record DocumentSummary(
    string Collection, string Key, long Number, string Title, string? Url, string? Theme, string? Audience, string? Description,
    DateOnly? Updated, DateOnly? ValidFrom, DateOnly? ValidUntil, bool IsCurrent);

/// <param name="Metadata">What a program said of it when it gave it.</param>
internal sealed record DocumentView(DocumentSummary Document, string? Notice, System.Text.Json.JsonElement? Metadata, IReadOnlyList<PassageView> Passages);

/// <param name="Kind"><c>body</c>, <c>where_to_go</c>, <c>online_service</c>, <c>legal_reference</c> or <c>definition</c>.</param>
internal sealed record PassageView(Guid Id, int Position, string Kind, string? Heading, string? Situation, string Text, string? Url);

internal sealed record PassageInDocument(PassageView Passage, DocumentSummary Document, string? Notice);
