using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>A part of a message that can become a case of its own.</summary>
/// <param name="Key">Names the passage in a form.</param>
public sealed record SplitPassage(string Key, Guid MessageId, string Text);

/// <summary>Opens a case from passages that an agent chooses in another.</summary>
public sealed class Splits(CollegueDb db, CaseTurn turn, PartOpening parts)
{
    /// <summary>The paragraphs of the messages of a case, oldest first.</summary>
    public async Task<IReadOnlyList<SplitPassage>> PassagesAsync(Guid caseId, CancellationToken cancellation)
    {
        var messages = await db.Messages.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. messages.SelectMany(message => message.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((text, index) => new SplitPassage($"{message.Id:N}-{index}", message.Id, text)))];
    }

    /// <param name="opened">Receives the id of the case that was opened.</param>
    public Task<DeskOutcome> SplitAsync(
        Guid caseId, int revision, IReadOnlyCollection<string> keys, bool withFiles, ActingAgent agent, Func<string, string> trackingLink, Action<Guid> opened,
        CancellationToken cancellation) =>
        turn.TakeAsync(caseId, revision, async subject =>
        {
            var chosen = (await PassagesAsync(caseId, cancellation)).Where(passage => keys.Contains(passage.Key)).ToList();
            if (chosen.Count == 0)
            {
                return new DeskOutcome.Invalid("split-nothing");
            }

            var body = string.Join("\n\n", chosen.Select(passage => passage.Text));
            var part = await parts.OpenAsync(subject, body, subject.ReceivedAt, withFiles ? chosen.ConvertAll(passage => passage.MessageId) : [], trackingLink, cancellation);
            await parts.RecordAsync(subject, part, agent, cancellation);
            opened(part.Id);
            return new DeskOutcome.Done();
        }, cancellation);
}
