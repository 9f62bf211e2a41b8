using System.Globalization;
using System.Security.Claims;
using Collegue.Access;
using Collegue.Answering;
using Collegue.Commands;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Pages.Desk.Collections;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>Puts a turn as a question: with what came before, the joined files, and nothing but what the agent may read.</summary>
internal sealed class TurnQuestion(CollegueDb db, CollectionShelf shelf, RightsReader rights, CurrentOrganisation current, TimeProvider clock)
{
    /// <summary>How many earlier turns a follow-up may lean on.</summary>
    private const int Remembered = 6;

    public async Task<Question> OfAsync(AskedTurn asked, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var organisation = current.Required;
        return new Question(asked.Turn.Question, organisation.Id, organisation.Ancestors, clock.Today())
        {
            Office = organisation.Office(),
            Earlier = await EarlierAsync(asked, cancellation),
            Attached = await AttachedAsync(asked.Conversation.Id, cancellation),
            Within = await WithinAsync(asked.Conversation, user, cancellation),
            Feature = AnswerFeature.Assistant,
            Culture = CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName),
        };
    }

    private async Task<IReadOnlyList<EarlierTurn>> EarlierAsync(AskedTurn asked, CancellationToken cancellation)
    {
        var rows = await db.ConversationTurns.AsNoTracking()
            .Where(row => row.ConversationId == asked.Conversation.Id && row.Position < asked.Turn.Position && row.State == TurnState.Answered)
            .OrderByDescending(row => row.Position).Take(Remembered).Select(row => new { row.Question, row.Answer }).ToListAsync(cancellation);
        rows.Reverse();
        return rows.ConvertAll(row => new EarlierTurn(row.Question, AnswerJson.Read(row.Answer)?.Text ?? ""));
    }

    private async Task<IReadOnlyList<AttachedText>> AttachedAsync(Guid conversation, CancellationToken cancellation) =>
        await db.ConversationFiles.AsNoTracking().Where(row => row.ConversationId == conversation && row.Text != null)
            .OrderBy(row => row.AddedAt).ThenBy(row => row.Id).Select(row => new AttachedText(row.Id, row.Name, row.Text!)).ToListAsync(cancellation);

    /// <summary>A collection chosen earlier that the agent may no longer read is left out; when none of them is left, nothing is read.</summary>
    private async Task<SourceFilter> WithinAsync(Conversation conversation, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var agent = await rights.OfAsync(user, cancellation);
        var chosen = ChosenSources.Of(conversation).Collections;
        IReadOnlyCollection<Guid>? collections = null;
        if (chosen.Count > 0)
        {
            collections = [.. (await shelf.ListAsync(agent, cancellation)).Select(entry => entry.Collection.Id).Intersect(chosen)];
        }

        return new SourceFilter(conversation.Theme, collections, ForAgents: true, agent.Department);
    }
}
