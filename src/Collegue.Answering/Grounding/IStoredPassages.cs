namespace Collegue.Answering.Grounding;

/// <summary>Passages as they are stored at the moment of the check, never a copy made for searching.</summary>
public interface IStoredPassages
{
    /// <summary>Those that exist and may be read, by id; others are absent.</summary>
    Task<IReadOnlyDictionary<Guid, StoredPassage>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);
}

/// <param name="Url">Where the passage itself leads (an online service).</param>
public sealed record StoredPassage(
    Guid Id,
    Guid DocumentId,
    string Text,
    string? Heading,
    string? Situation,
    string? Url,
    string DocumentTitle,
    string? DocumentUrl);
