using Collegue.Casework.Mandates;
using Collegue.Casework.Mandates.Vigilance;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Mandates;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Cases;

/// <summary>What the desk says of the mandate of a case and of its training, to the agent who reads it.</summary>
/// <param name="Withdrawn">The last change of the mandate, when the program made it and it is recent.</param>
/// <param name="Told">Planted errors of the case whose exercise is over.</param>
/// <param name="Training">The agreement, when the kind of the case is in training mode.</param>
internal sealed record CaseMandate(
    MandateLevel Level, MandateChange? Withdrawn, Approval Approval, IReadOnlyList<PlantedError> Told, VigilanceSettings? Training);

internal sealed class CaseMandates(CollegueDb db, MandateKeeper keeper, Approvals approvals, PlantedErrors planted, VigilanceDesk vigilance, TimeProvider clock)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    public async Task<CaseMandate> OfAsync(CaseFile file, Guid agentId, CancellationToken cancellation)
    {
        var task = file.Case.Task;
        var open = file.Case.State != CaseState.Answered;
        var recent = clock.GetUtcNow() - Recent;
        var last = await db.MandateChanges.AsNoTracking().Where(row => row.Task == task).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation);
        var training = open ? await vigilance.NoticeAsync(cancellation) : null;
        return new CaseMandate(
            await keeper.LevelAsync(task, cancellation),
            last is { Cause: not MandateCause.Decision } && last.At >= recent && open ? last : null,
            file.Stage == ReplyStage.Draft ? await approvals.OfAsync(file.Draft, task, agentId, cancellation) : Approval.None,
            await planted.ToldAsync(file.Case.Id, cancellation),
            training is not null && task is not null && training.Kinds.Contains(task) ? training : null);
    }
}
