using Collegue.Answering;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>A quote shown although its passage is gone.</summary>
internal sealed record RememberedQuote(string Title, string Quote, string? Url);

/// <summary>A turn of the agent's own from which a source was opened.</summary>
internal sealed record CitedTurn(Guid Conversation, int Position, string? Title, Answer? Answer)
{
    public RememberedQuote? QuoteOf(Guid passage, int? start) => Answer?.Sentences.SelectMany(sentence => sentence.Citations)
        .Where(citation => citation.PassageId == passage).OrderBy(citation => citation.Start == start ? 0 : 1)
        .Select(citation => new RememberedQuote(citation.Title, citation.Quote, citation.Url)).FirstOrDefault();
}

/// <summary>Finds the turn a link to a source came from, among the agent's own.</summary>
internal sealed class CitedTurns(CollegueDb db, ConversationDesk desk)
{
    public async Task<CitedTurn?> FindAsync(Guid turn, Guid agent, CancellationToken cancellation)
    {
        var found = await (from row in db.ConversationTurns.AsNoTracking()
                           join conversation in desk.Of(agent) on row.ConversationId equals conversation.Id
                           where row.Id == turn
                           select new { conversation.Id, row.Position, conversation.Title, row.Answer }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : new CitedTurn(found.Id, found.Position, found.Title, AnswerJson.Read(found.Answer));
    }
}
