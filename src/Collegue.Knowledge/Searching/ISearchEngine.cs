using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;

namespace Collegue.Knowledge.Searching;

/// <summary>Where passages are found: the embedded index, or the database several nodes share.</summary>
internal interface ISearchEngine
{
    /// <summary>One state of what can be searched, held until it is disposed of.</summary>
    ValueTask<ISearchView> OpenAsync(CancellationToken cancellation);

    /// <summary>Looks at the database now and waits until its present state can be searched.</summary>
    Task RefreshAsync(CancellationToken cancellation);

    /// <summary>Which engine answers, and why it is not the one configured.</summary>
    ValueTask<SearchEngineState> ExamineAsync(CancellationToken cancellation);
}

/// <summary>One state of what can be searched. Numbers of documents and passages mean something in this view only.</summary>
internal interface ISearchView : IDisposable
{
    Catalogue Catalogue { get; }

    /// <summary>The words of everything that can be searched.</summary>
    IndexWords Words { get; }

    /// <summary>The vectors of a model other than ours, when they are complete; null where there are none.</summary>
    MeaningVectors? Another(CompleteVectors complete) => null;

    /// <summary>The documents that share words with the question, and those close to it in meaning, among those that may be read.</summary>
    ValueTask<IReadOnlyList<Candidate>> GatherAsync(Gathering gathering, CancellationToken cancellation);

    /// <summary>What is kept of documents and passages found, in the order asked.</summary>
    ValueTask<FoundRows> ReadAsync(IReadOnlyList<int> documents, IReadOnlyList<int> passages, CancellationToken cancellation);
}

/// <summary>What to gather: rights and dates are part of it, so that nothing else is ever ranked.</summary>
/// <param name="Collections">Those that may be read: never empty, all national or all local.</param>
/// <param name="Meaning">The question's vector; null when it has none or words alone are asked.</param>
internal sealed record Gathering(
    IReadOnlyList<CollectionCard> Collections, bool Local, SearchQuery Query, Question Question, float[]? Meaning)
{
    /// <summary>What the question's vector is compared with, when it is not one of our model.</summary>
    public MeaningVectors? Another { get; init; }

    /// <summary>How many documents whose words fit best are looked at.</summary>
    public int MostDocuments => Math.Max(Ranking.Candidates, Query.Top);

    /// <summary>How many passages closest in meaning have their documents looked at.</summary>
    public int MostPassages => Query.Mode == SearchMode.Semantic ? Ranking.ClosestAlone : Math.Max(Ranking.ClosestPassages, Query.Top);
}

/// <summary>A document that may answer, with what speaks for it.</summary>
/// <param name="Order">Breaks ties: the same in every index of the same content.</param>
/// <param name="TitleWords">The distinct stems of its title.</param>
/// <param name="Words">Fit of its words, from 0; not bounded, passages not counted.</param>
/// <param name="Passages">
/// Its passages that share words with the question, in reading order; several of one document at most a hundred. When meaning alone
/// is asked, those closest to the question, with their cosines.
/// </param>
/// <param name="Signature">Nearly equal for documents that say nearly the same: see <see cref="TextSignature"/>.</param>
/// <param name="Closest">The passage closest to the question in meaning.</param>
internal sealed record Candidate(
    int Document, int Order, bool IsLocal, IReadOnlyList<string> TitleWords, ulong Signature, float Words,
    IReadOnlyList<ScoredPassage> Passages, ClosestPassage? Closest);

/// <summary>A passage that shares words with the question.</summary>
internal readonly record struct ScoredPassage(int Number, float Score, Collegue.Storage.Knowledge.PassageKind Kind);

/// <param name="Similarity">Cosine of the passage with the question.</param>
internal readonly record struct ClosestPassage(int Number, float Similarity);

internal sealed record FoundRows(IReadOnlyList<DocumentRow> Documents, IReadOnlyList<PassageRow> Passages);

/// <summary>A document as it is kept.</summary>
internal sealed record DocumentRow(
    Guid Id, Guid Collection, string Key, string Title, string? Description, string? Url, DateOnly? Updated, string? Audience, string? Theme);

/// <summary>A passage as it is kept.</summary>
internal sealed record PassageRow(
    Guid Id, Collegue.Storage.Knowledge.PassageKind Kind, int Position, string? Heading, string? Situation, string Text, string? Url);
