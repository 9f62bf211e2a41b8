using System.Globalization;
using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Conversations;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>Which sources a conversation reads.</summary>
/// <param name="Collections">Ids of the only collections read; none for all that the agent may read.</param>
internal sealed record ChosenSources(string? Theme, IReadOnlyList<Guid> Collections)
{
    public static ChosenSources Of(Conversation? conversation) => new(
        conversation?.Theme,
        conversation?.Collections is { } kept ? [.. kept.Split(',').Select(id => Guid.Parse(id, CultureInfo.InvariantCulture))] : []);

    public string? Joined => Collections.Count == 0 ? null : string.Join(',', Collections);
}

/// <summary>A question just stored, with the conversation it is in.</summary>
internal sealed record AskedTurn(Conversation Conversation, ConversationTurn Turn);

/// <summary>Opens, extends and deletes the conversations of one agent in the current organisation.</summary>
internal sealed class ConversationDesk(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    private const int LongestTitle = 120;

    /// <summary>The rows of one agent; nothing of another agent is ever reached otherwise.</summary>
    public IQueryable<Conversation> Of(Guid agent) => db.Conversations.Where(row => row.OrganisationId == scope.Current && row.AgentId == agent);

    public Task<Conversation?> FindAsync(Guid id, Guid agent, CancellationToken cancellation) =>
        Of(agent).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);

    public async Task<Conversation> OpenAsync(Guid agent, CancellationToken cancellation)
    {
        var conversation = New(agent);
        db.Conversations.Add(conversation);
        await db.SaveChangesAsync(cancellation);
        return conversation;
    }

    /// <summary>Stores a question before anything answers it. Null when the agent has no such conversation.</summary>
    /// <param name="id">Null to begin a conversation.</param>
    /// <param name="sources">What to read from now on; null to leave it as it is.</param>
    public async Task<AskedTurn?> AskAsync(Guid? id, Guid agent, string question, ChosenSources? sources, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        if (id is null)
        {
            id = (await OpenAsync(agent, cancellation)).Id;
        }

        // Counting first makes whoever asks at the same time in the same conversation wait for this one.
        if (await Of(agent).Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Turns, row => row.Turns + 1).SetProperty(row => row.LastAt, now), cancellation) == 0)
        {
            return null;
        }

        var title = PlainText.FirstWords(question, LongestTitle);
        await Of(agent).Where(row => row.Id == id && row.Title == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, title), cancellation);
        if (sources is not null)
        {
            var (theme, collections) = (sources.Theme, sources.Joined);
            await Of(agent).Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Theme, theme).SetProperty(row => row.Collections, collections), cancellation);
        }

        var conversation = await Of(agent).AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
        var turn = new ConversationTurn
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            ConversationId = conversation.Id,
            Position = conversation.Turns,
            Question = question,
            AskedAt = now,
        };
        db.ConversationTurns.Add(turn);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new AskedTurn(conversation, turn);
    }

    /// <summary>False when the agent has no such conversation.</summary>
    public async Task<bool> DeleteAsync(Guid id, Guid agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await ErasedAsync(Of(agent).Where(row => row.Id == id), cancellation) == 0)
        {
            return false;
        }

        await trail.AppendAsync(new AuditFact(Actor.Agent, "conversation.deleted", SubjectId: id, AgentId: agent), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>How many were deleted.</summary>
    public async Task<int> DeleteAllAsync(Guid agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var deleted = await ErasedAsync(Of(agent), cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "conversations.deleted", SubjectId: agent, AgentId: agent, Detail: $"count={deleted}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return deleted;
    }

    /// <summary>Deletes the conversations of all agents of the organisation in which nothing was asked since.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset oldest, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var deleted = await ErasedAsync(db.Conversations.Where(row => row.OrganisationId == scope.Current && row.LastAt < oldest), cancellation);
        await db.AnswerFeedback.Where(row => row.OrganisationId == scope.Current && row.SettledAt < oldest).ExecuteDeleteAsync(cancellation);
        if (deleted > 0)
        {
            await trail.AppendAsync(new AuditFact(Actor.System, "conversations.forgotten", Detail: $"count={deleted}"), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return deleted;
    }

    /// <summary>Turns and files leave with their conversation; what was said to the owners of sources stays, without question and author.</summary>
    private async Task<int> ErasedAsync(IQueryable<Conversation> leaving, CancellationToken cancellation)
    {
        var ids = await leaving.Select(row => row.Id).ToListAsync(cancellation);
        foreach (var some in ids.Chunk(500))
        {
            var turns = db.ConversationTurns.Where(row => row.OrganisationId == scope.Current && some.Contains(row.ConversationId)).Select(row => row.Id);
            await db.AnswerFeedback.Where(row => row.OrganisationId == scope.Current && row.TurnId != null && turns.Contains(row.TurnId.Value)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.TurnId, (Guid?)null).SetProperty(row => row.AgentId, (Guid?)null).SetProperty(row => row.Question, (string?)null),
                cancellation);
            await db.ConversationTurns.Where(row => row.OrganisationId == scope.Current && some.Contains(row.ConversationId)).ExecuteDeleteAsync(cancellation);
            await db.ConversationFiles.Where(row => row.OrganisationId == scope.Current && some.Contains(row.ConversationId)).ExecuteDeleteAsync(cancellation);
            await db.Conversations.Where(row => row.OrganisationId == scope.Current && some.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        }

        return ids.Count;
    }

    private Conversation New(Guid agent)
    {
        var now = clock.GetUtcNow();
        return new Conversation { OrganisationId = scope.Current, Id = Guid.CreateVersion7(now), AgentId = agent, CreatedAt = now, LastAt = now };
    }
}
