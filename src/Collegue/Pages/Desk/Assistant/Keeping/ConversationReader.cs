using Collegue.Answering;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>Reads the turns of a conversation that was found to be the agent's own.</summary>
internal sealed class ConversationReader(CollegueDb db, IOptions<AssistantOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Storing = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<ShownTurn>> TurnsAsync(Guid conversation, Guid? only, CancellationToken cancellation)
    {
        var turns = await db.ConversationTurns.AsNoTracking().Where(row => row.ConversationId == conversation && (only == null || row.Id == only))
            .OrderBy(row => row.Position).ToListAsync(cancellation);
        var ids = turns.ConvertAll(turn => turn.Id);
        var feedback = (await db.AnswerFeedback.AsNoTracking().Where(row => row.TurnId != null && ids.Contains(row.TurnId.Value))
            .OrderBy(row => row.GivenAt).ToListAsync(cancellation)).ToLookup(row => row.TurnId);
        var answers = turns.ConvertAll(turn => AnswerJson.Read(turn.Answer));
        var cited = answers.SelectMany(CitationsOf).ToList();
        var files = await db.ConversationFiles.Where(row => row.ConversationId == conversation).Select(row => row.Id).ToListAsync(cancellation);
        var documents = await DocumentsAsync([.. cited.Select(citation => citation.DocumentId).Distinct()], cancellation);
        return [.. turns.Zip(answers, (turn, answer) => new ShownTurn(turn, answer, SourcesOf(answer, files, documents), [.. feedback[turn.Id]], IsRunning(turn)))];
    }

    private bool IsRunning(ConversationTurn turn) =>
        turn.State == TurnState.Asked && clock.GetUtcNow() - turn.AskedAt < TimeSpan.FromSeconds(options.Value.AnswerSeconds) + Storing;

    private static IEnumerable<AnswerCitation> CitationsOf(Answer? answer) => answer?.Sentences.SelectMany(sentence => sentence.Citations) ?? [];

    private static List<ShownSource> SourcesOf(Answer? answer, List<Guid> files, Dictionary<Guid, CitedNow> documents) =>
        [.. CitationsOf(answer).DistinctBy(citation => (citation.PassageId, citation.Start, citation.Quote.Length))
            .GroupBy(citation => citation.DocumentId).SelectMany(document => document).Index()
            .Select(entry => new ShownSource(entry.Index + 1, entry.Item, files.Contains(entry.Item.DocumentId), documents.GetValueOrDefault(entry.Item.DocumentId)))];

    private async Task<Dictionary<Guid, CitedNow>> DocumentsAsync(List<Guid> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, CitedNow>();
        foreach (var some in ids.Chunk(500))
        {
            foreach (var row in await db.Documents.AsNoTracking().Where(row => some.Contains(row.Id))
                         .Select(row => new { row.Id, row.Collection!.IsNational, row.ValidUntil }).ToListAsync(cancellation))
            {
                found[row.Id] = new CitedNow(row.IsNational, row.ValidUntil);
            }
        }

        return found;
    }
}
