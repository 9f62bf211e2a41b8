using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Answering;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant.Keeping;

internal sealed record ExportedConversation(
    string? Title, DateTimeOffset CreatedAt, DateTimeOffset LastAt, IReadOnlyList<ExportedTurn> Turns, IReadOnlyList<ExportedFile> Files);

internal sealed record ExportedTurn(
    int Position, string Question, DateTimeOffset AskedAt, TurnState State, string? Status, string? Engine, string? Model, string? PromptHash,
    DateTimeOffset? AnsweredAt, DateTimeOffset? StoppedAt, Answer? Answer, IReadOnlyList<ExportedFeedback> Feedback);

internal sealed record ExportedFile(string Name, long Size, DateTimeOffset AddedAt, string? Problem, string? Text);

internal sealed record ExportedFeedback(FeedbackKind Kind, string? Note, DateTimeOffset GivenAt);

/// <summary>All conversations of one agent, oldest first.</summary>
internal sealed class HistoryExport(CollegueDb db, ConversationDesk desk)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public async Task<IReadOnlyList<ExportedConversation>> ReadAsync(Guid agent, CancellationToken cancellation)
    {
        var own = desk.Of(agent).AsNoTracking();
        var conversations = await own.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        var turns = (await db.ConversationTurns.AsNoTracking().Where(row => own.Any(conversation => conversation.Id == row.ConversationId))
            .OrderBy(row => row.Position).ToListAsync(cancellation)).ToLookup(row => row.ConversationId);
        var files = (await db.ConversationFiles.AsNoTracking().Where(row => own.Any(conversation => conversation.Id == row.ConversationId))
            .OrderBy(row => row.AddedAt).ToListAsync(cancellation)).ToLookup(row => row.ConversationId);
        var feedback = (await db.AnswerFeedback.AsNoTracking().Where(row => row.AgentId == agent && row.TurnId != null)
            .OrderBy(row => row.GivenAt).ToListAsync(cancellation)).ToLookup(row => row.TurnId);
        return conversations.ConvertAll(row => new ExportedConversation(
            row.Title, row.CreatedAt, row.LastAt,
            [.. turns[row.Id].Select(turn => Of(turn, feedback[turn.Id]))],
            [.. files[row.Id].Select(file => new ExportedFile(file.Name, file.Size, file.AddedAt, file.Problem, file.Text))]));
    }

    public static string Json(IReadOnlyList<ExportedConversation> conversations) => JsonSerializer.Serialize(new { conversations }, Options);

    private static ExportedTurn Of(ConversationTurn turn, IEnumerable<AnswerFeedback> feedback) => new(
        turn.Position, turn.Question, turn.AskedAt, turn.State, turn.Status, turn.Engine, turn.Model, turn.PromptHash, turn.AnsweredAt, turn.StoppedAt,
        AnswerJson.Read(turn.Answer), [.. feedback.Select(row => new ExportedFeedback(row.Kind, row.Note, row.GivenAt))]);
}
