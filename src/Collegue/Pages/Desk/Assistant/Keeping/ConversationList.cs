using System.Linq.Expressions;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant.Keeping;

internal sealed record ListedConversation(Guid Id, string? Title, DateTimeOffset LastAt, int Turns, int Files);

/// <param name="Held">How many conversations the agent has, whatever was looked for.</param>
internal sealed record ConversationPage(IReadOnlyList<ListedConversation> Rows, int Total, int Page, int Pages, int Held);

/// <summary>Lists one agent's conversations, the latest first.</summary>
internal sealed class ConversationList(CollegueDb db, ConversationDesk desk)
{
    private const int PageSize = 25;

    /// <param name="search">Words of a title or of any question.</param>
    public async Task<ConversationPage> ReadAsync(Guid agent, string? search, int page, CancellationToken cancellation)
    {
        var own = desk.Of(agent).AsNoTracking();
        var wanted = WordSpellings.Split(search).Aggregate(own, (narrowed, word) => narrowed.Where(Mentions(word)));
        var (held, total) = (await own.CountAsync(cancellation), await wanted.CountAsync(cancellation));
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var rows = await wanted.OrderByDescending(row => row.LastAt).ThenByDescending(row => row.Id).Skip((shown - 1) * PageSize).Take(PageSize)
            .Select(row => new ListedConversation(row.Id, row.Title, row.LastAt, row.Turns, db.ConversationFiles.Count(file => file.ConversationId == row.Id)))
            .ToListAsync(cancellation);
        return new ConversationPage(rows, total, shown, pages, held);
    }

    private Expression<Func<Conversation, bool>> Mentions(string word)
    {
        var (lower, accented, initial) = WordSpellings.Of(word);
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL: the database has no culture to give.
        return row => db.ConversationTurns.Any(turn => turn.ConversationId == row.Id
            && (turn.Question.ToLower().Contains(lower) || turn.Question.ToLower().Contains(accented) || turn.Question.ToLower().Contains(initial)));
#pragma warning restore CA1304, CA1311, CA1862
    }
}
