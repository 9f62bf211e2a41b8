using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Extracting;

/// <summary>Where the passages of an answer come from.</summary>
public interface IPassageFinder
{
    /// <summary>
    /// Gives the documents that may answer, already limited to what the organisation may read and what is valid that day.
    /// Each holds all its passages.
    /// </summary>
    Task<Findings> FindAsync(Question question, Wanted wanted, CancellationToken cancellation);
}

/// <summary>What to look for.</summary>
/// <param name="Text">The question, without the rest of the letter.</param>
/// <param name="OtherWords">Words that may say the same; empty when there are none.</param>
/// <param name="Words">Words whose frequency is needed.</param>
public sealed record Wanted(string Text, string OtherWords, IReadOnlyList<string> Words);

/// <summary>What was found, with how rare words are where it was searched.</summary>
/// <param name="Frequencies">For each word asked for and of the titles found, the share of documents that hold it, 0 when none does.</param>
public sealed record Findings(IReadOnlyList<CandidateDocument> Documents, IReadOnlyDictionary<string, double> Frequencies)
{
    public Findings With(IEnumerable<CandidateDocument> given) => this with { Documents = [.. given, .. Documents] };

    public static Findings None { get; } = new([], new Dictionary<string, double>());
}

/// <param name="Key">Document id as in the contracts: <c>particuliers/F1427</c>.</param>
/// <param name="Score">1 for the best that was found, less for others.</param>
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

/// <param name="Start">Where the text begins in the stored passage: 0, except for a part of a text given with the question.</param>
public sealed record CandidatePassage(
    Guid Id, int Position, PassageKind Kind, string? Heading, string? Situation, string Text, string? Url = null, int Start = 0);
