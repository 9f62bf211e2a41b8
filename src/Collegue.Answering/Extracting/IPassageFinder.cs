using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Extracting;

/// <summary>Where the passages of an answer come from.</summary>
public interface IPassageFinder
{
    /// <summary>
    /// Gives the documents that may answer, best first, already limited to what the organisation may read and what is valid
    /// that day. Each holds all its passages in reading order.
    /// </summary>
    Task<Findings> FindAsync(Question question, string query, CancellationToken cancellation);
}

/// <summary>What was found, with how rare words are where it was searched.</summary>
/// <param name="DocumentFrequencies">For each word asked for, the share of documents that hold it, 0 when none does.</param>
public sealed record Findings(IReadOnlyList<CandidateDocument> Documents, IReadOnlyDictionary<string, double> DocumentFrequencies)
{
    public static Findings None { get; } = new([], new Dictionary<string, double>());
}

/// <param name="Score">As the search gave it; only compared within one <see cref="Findings"/>.</param>
/// <param name="IsLocal">Not from a national collection: preferred on the same subject.</param>
public sealed record CandidateDocument(
    Guid Id,
    string Key,
    string Title,
    string? Url,
    DateOnly? Updated,
    string? Notice,
    bool IsLocal,
    double Score,
    IReadOnlyList<CandidatePassage> Passages);

public sealed record CandidatePassage(
    Guid Id, int Position, PassageKind Kind, string? Heading, string? Situation, string Text, string? Url = null);
