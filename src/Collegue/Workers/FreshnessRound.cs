using Collegue.Casework.Sending;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Workers;

/// <summary>
/// Looks once at the collections of the current organisation and tells their owners what asks for them. Run twice, or by two
/// nodes at once, it tells nothing twice.
/// </summary>
internal sealed class FreshnessRound(CollegueDb db, OrganisationScope scope, OwnerLetters letters, QuestionLog questions, ConversationRetention conversations, TimeProvider clock)
{
    private const int DaysAhead = 30;
    private const int DocumentsNamed = 20;

    /// <summary>How many letters were written.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await questions.ForgetAsync(cancellation);
        await conversations.ForgetAsync(cancellation);
        var own = await db.Collections.AsNoTracking().Where(row => row.OrganisationId == scope.Current).OrderBy(row => row.Id).ToListAsync(cancellation);
        var written = 0;
        foreach (var collection in own)
        {
            foreach (var news in await NewsAsync(collection, cancellation))
            {
                written += await letters.TellAsync(news, cancellation) ? 1 : 0;
            }
        }

        return written;
    }

    private async Task<IReadOnlyList<OwnerNews>> NewsAsync(Collection collection, CancellationToken cancellation)
    {
        var today = clock.Today();
        var news = new List<OwnerNews>();
        if (collection.NextReview is { } due && due <= today)
        {
            news.Add(new OwnerNews.ReviewDue(collection, due));
        }

        var documents = db.Documents.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.CollectionId == collection.Id);
        var ahead = today.AddDays(DaysAhead);
        var expired = await ExpiringAsync(documents.Where(row => row.ValidUntil < today), cancellation);
        var soon = await ExpiringAsync(documents.Where(row => row.ValidUntil >= today && row.ValidUntil <= ahead), cancellation);
        if (expired.Count + soon.Count > 0)
        {
            news.Add(new OwnerNews.Expiry(collection, today, expired, soon));
        }

        var last = await db.ImportRuns.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.Collection == collection.Slug)
            .OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        if (last is { State: ImportState.Failed } or { State: ImportState.Finished, Skipped: > 0 })
        {
            news.Add(new OwnerNews.ReadingTrouble(collection, last, today));
        }

        return news;
    }

    private static async Task<ExpiringDocuments> ExpiringAsync(IQueryable<Document> documents, CancellationToken cancellation) => new(
        await documents.CountAsync(cancellation),
        await documents.OrderBy(row => row.ValidUntil).ThenBy(row => row.Title).ThenBy(row => row.Key).Take(DocumentsNamed)
            .Select(row => new ExpiringDocument(row.Title, row.ValidUntil!.Value)).ToListAsync(cancellation));
}
