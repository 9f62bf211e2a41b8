using System.Security.Cryptography;
using System.Text;
using Collegue.Knowledge.Indexing;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Knowledge.Searching;

/// <summary>
/// Keeps the questions of the current organisation that its sources did not answer well. The same words in any order are one
/// question that is counted; a citizen's message is never copied, only its case is named.
/// </summary>
public sealed class QuestionLog(CollegueDb db, OrganisationScope scope, TimeProvider clock)
{
    /// <summary>Months a question is kept after it was last asked.</summary>
    public const int MonthsKept = 12;

    private const int LongestText = 1000;
    private const int MostWords = 200;
    private static readonly FrenchAnalysis Analysis = new();

    /// <summary>How badly an explained search went; null when at least one of the documents found is worth showing.</summary>
    /// <param name="hits">Of a query with <see cref="SearchQuery.Explain"/>.</param>
    public static SearchWeakness? WeaknessOf(IReadOnlyList<SearchHit> hits) =>
        hits.Count == 0 ? SearchWeakness.NothingFound
        : hits.All(hit => hit.Why is { IsWeak: true }) ? SearchWeakness.LowConfidence
        : null;

    /// <summary>
    /// Counts the question. Written at once, in the caller's transaction when there is one; safe when several ask the same at the
    /// same moment. A question of no real word is not kept.
    /// </summary>
    /// <param name="text">What was typed; left out when <paramref name="caseId"/> says where the words are.</param>
    /// <param name="caseId">The case whose message is the question.</param>
    public async Task RecordAsync(string? text, Guid? caseId, SearchWeakness weakness, CancellationToken cancellation)
    {
        if (FingerprintOf(text, caseId) is not { } fingerprint)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var (organisation, id, at, kind) = (scope.Current, Guid.CreateVersion7(now), now.ToUnixTimeMilliseconds(), weakness.ToString());
        var kept = caseId is null ? Cut(text!.Trim()) : null;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO unanswered_questions (organisation_id, id, fingerprint, text, case_id, weakness, times, first_at, last_at)
            VALUES ({organisation}, {id}, {fingerprint}, {kept}, {caseId}, {kind}, 1, {at}, {at})
            ON CONFLICT (organisation_id, fingerprint) DO UPDATE
            SET times = unanswered_questions.times + 1, last_at = excluded.last_at, weakness = excluded.weakness
            """,
            cancellation);
    }

    /// <summary>Deletes the questions of the current organisation that nobody asked for <see cref="MonthsKept"/> months.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow().AddMonths(-MonthsKept);
        return db.UnansweredQuestions.Where(row => row.OrganisationId == scope.Current && row.LastAt < oldest).ExecuteDeleteAsync(cancellation);
    }

    private static string? FingerprintOf(string? text, Guid? caseId)
    {
        if (caseId is { } subject)
        {
            return $"case:{subject:N}";
        }

        var words = text is null ? [] : Analysis.Words(text, MostWords);
        return words.Count == 0
            ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', words.Order(StringComparer.Ordinal)))));
    }

    /// <summary>Never between the two halves of one sign.</summary>
    private static string Cut(string text) =>
        text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
}
