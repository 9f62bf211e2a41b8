using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>
/// Two cases of one citizen continued as one. Nothing is moved: the second is closed with a link to the first, under which its
/// messages and history are read, so that taking it back loses nothing.
/// </summary>
public sealed class Merges(CollegueDb db, CaseTurn turn, Closings closings)
{
    private const int MostOffered = 20;

    /// <summary>Open cases of the same citizen (e-mail address, telephone number or name), newest first.</summary>
    public async Task<IReadOnlyList<Case>> CandidatesAsync(Case subject, CancellationToken cancellation) =>
        await SameCitizen(subject).AsNoTracking().Where(row => row.State != CaseState.Answered && row.State != CaseState.Leaving)
            .OrderByDescending(row => row.ReceivedAt).Take(MostOffered).ToListAsync(cancellation);

    /// <summary>The cases continued in this one, with their messages, oldest first.</summary>
    public async Task<IReadOnlyList<Case>> MergedIntoAsync(Guid caseId, CancellationToken cancellation)
    {
        var cases = await db.Cases.AsNoTracking().Include(row => row.Messages.OrderBy(message => message.ReceivedAt)).ThenInclude(message => message.Attachments)
            .Where(row => db.CaseClosings.Any(closing => closing.CaseId == row.Id && closing.MergedIntoId == caseId && closing.ClosedAt == row.AnsweredAt)
                && row.State == CaseState.Answered)
            .OrderBy(row => row.ReceivedAt).AsSplitQuery().ToListAsync(cancellation);
        return cases;
    }

    /// <summary>The case that goes on in place of this one, through every merge; null when it goes on itself.</summary>
    public async Task<Case?> ContinuedInAsync(Case subject, CancellationToken cancellation)
    {
        Case? found = null;
        var seen = new HashSet<Guid> { subject.Id };
        for (var at = subject; await closings.FindAsync(at, cancellation) is { MergedIntoId: { } next } && seen.Add(next); at = found)
        {
            found = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == next, cancellation);
        }

        return found;
    }

    /// <summary>Closes <paramref name="otherId"/> under <paramref name="caseId"/>, which keeps the earlier of the two deadlines.</summary>
    public Task<DeskOutcome> MergeAsync(Guid caseId, int revision, Guid otherId, ActingAgent agent, CancellationToken cancellation) =>
        turn.TakeAsync(caseId, revision, async kept =>
        {
            if (otherId == caseId || await turn.TakeAlsoAsync(otherId, cancellation) is not { } other)
            {
                return new DeskOutcome.NotFound();
            }

            if (!await SameCitizen(kept).AnyAsync(row => row.Id == otherId, cancellation))
            {
                return new DeskOutcome.Invalid("merge-other-citizen");
            }

            if (kept.State is CaseState.Answered or CaseState.Leaving || other.State is CaseState.Answered or CaseState.Leaving
                || await db.Replies.AnyAsync(row => row.CaseId == otherId, cancellation))
            {
                return new DeskOutcome.Invalid("merge-answered");
            }

            kept.DueAt = other.DueAt < kept.DueAt ? other.DueAt : kept.DueAt;
            kept.HumanRequested |= other.HumanRequested;
            await closings.StoreAsync(other, ClosingReason.Merged, null, kept.Id, agent, cancellation);
            await turn.RecordAsync("case.merged", kept.Id, other.Id, agent, $"number={other.Number}", cancellation);
            await turn.RecordAsync("case.merged-into", other.Id, kept.Id, agent, $"number={kept.Number}", cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>Gives the second case back, while nothing was sent from the first since.</summary>
    public Task<DeskOutcome> UndoAsync(Guid otherId, ActingAgent agent, CancellationToken cancellation) =>
        turn.TakeAsync(otherId, null, async other =>
        {
            if (await closings.FindAsync(other, cancellation) is not { Reason: ClosingReason.Merged, MergedIntoId: { } keptId } closing
                || await turn.TakeAlsoAsync(keptId, cancellation) is not { } kept)
            {
                return new DeskOutcome.NotFound();
            }

            if (kept.State == CaseState.Leaving || await db.Replies.AnyAsync(row => row.CaseId == keptId && row.SentAt >= closing.ClosedAt, cancellation))
            {
                return new DeskOutcome.Invalid("merge-sent");
            }

            await closings.OpenAsync(other, closing, cancellation);
            await turn.RecordAsync("case.unmerged", kept.Id, other.Id, agent, $"number={other.Number}", cancellation);
            await turn.RecordAsync("case.unmerged", other.Id, kept.Id, agent, $"number={kept.Number}", cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    private IQueryable<Case> SameCitizen(Case subject)
    {
        var (email, phone, name) = (subject.CitizenEmail, subject.CitizenPhone, subject.CitizenName);
        return db.Cases.Where(row => row.Id != subject.Id && ((email != null && row.CitizenEmail == email)
            || (phone != null && row.CitizenPhone == phone) || (name != null && row.CitizenName == name)));
    }
}
