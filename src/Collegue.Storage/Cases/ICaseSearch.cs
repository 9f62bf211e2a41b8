namespace Collegue.Storage.Cases;

/// <summary>How an engine finds words in <see cref="CaseText"/>; one implementation an engine.</summary>
public interface ICaseSearch
{
    /// <summary>Makes the index of the engine over the texts of cases where there is none; safe to call from every node and verb.</summary>
    Task PrepareAsync(CollegueDb db, CancellationToken cancellation);

    /// <summary>
    /// The texts that hold a word beginning with each of the words given (a letter alone is a whole word), read from the index; only their two
    /// keys may be used.
    /// </summary>
    IQueryable<CaseText> Holding(CollegueDb db, IReadOnlyList<string> words);

    /// <summary>The same texts, for a condition on many cases one after the other: the index is read once.</summary>
    IQueryable<CaseText> Held(CollegueDb db, IReadOnlyList<string> words);
}
