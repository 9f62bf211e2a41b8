using Collegue.Storage.Conversations;
using Collegue.Storage.Knowledge;

namespace Collegue.Casework.Sending;

/// <summary>What the owner of a collection is told.</summary>
/// <param name="Reason">Names what is told once only, in its organisation.</param>
public abstract record OwnerNews(Collection Collection, string Reason)
{
    /// <summary>The day to look at the content again has come.</summary>
    public sealed record ReviewDue(Collection Collection, DateOnly Due)
        : OwnerNews(Collection, FormattableString.Invariant($"review:{Collection.Id:N}:{Due:yyyy-MM-dd}"));

    /// <summary>One digest a month of what is no longer valid or soon will not be.</summary>
    public sealed record Expiry(Collection Collection, DateOnly Today, ExpiringDocuments Expired, ExpiringDocuments Soon)
        : OwnerNews(Collection, FormattableString.Invariant($"expiry:{Collection.Id:N}:{Today:yyyy-MM}"));

    /// <summary>The last reading failed, or left files out; told once a week as long as it stays so.</summary>
    public sealed record ReadingTrouble(Collection Collection, ImportRun Run, DateOnly Today)
        : OwnerNews(Collection, FormattableString.Invariant(
            $"reading:{Collection.Id:N}:{System.Globalization.ISOWeek.GetYear(Today)}-W{System.Globalization.ISOWeek.GetWeekOfYear(Today):00}"));

    /// <summary>What an agent says of an answer that cites the collection.</summary>
    /// <param name="From">Name of the organisation of the agent.</param>
    /// <param name="Documents">Titles of the documents of the collection that the answer cites.</param>
    public sealed record Feedback(Collection Collection, Guid Id, FeedbackKind Kind, string? Note, string From, IReadOnlyList<string> Documents)
        : OwnerNews(Collection, FormattableString.Invariant($"feedback:{Id:N}:{Collection.Id:N}"));
}

/// <summary>Documents with the last day they are valid.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The first of them to expire.</param>
public sealed record ExpiringDocuments(int Count, IReadOnlyList<ExpiringDocument> First);

public sealed record ExpiringDocument(string Title, DateOnly ValidUntil);
