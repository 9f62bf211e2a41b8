using Collegue.Casework.Reviewing;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Proposals;

/// <summary>Opens a case for a part of another's message, and closes one under another's number; always in the caller's transaction.</summary>
public sealed class LinkedCases(
    CollegueDb db, OrganisationScope scope, PartOpening parts, Letters letters, OrganisationDirectory directory, TimeProvider clock, IOptions<ProposalOptions> options)
{
    /// <summary>Prepared like any other; the letter that gives its citizen its number and link waits, so that it can be taken back.</summary>
    internal async Task OpenPartAsync(
        Case subject, CaseProposal proposal, ActingAgent agent, Func<string, string> trackingLink, CancellationToken cancellation)
    {
        var message = await db.Messages.AsNoTracking().SingleAsync(row => row.Id == proposal.MessageId, cancellation);
        var words = message.Body.Substring(proposal.Start, proposal.Length);
        var part = await parts.OpenAsync(subject, words, message.ReceivedAt, [], trackingLink, cancellation);
        Delay();
        proposal.OtherCaseId = part.Id;
        await parts.RecordAsync(subject, part, agent, cancellation);
    }

    /// <summary>The citizen is told, on the tracking page and by letter unless <paramref name="tell"/> is false, under which number it is handled.</summary>
    internal async Task CloseUnderAsync(
        Case subject, string number, ActingAgent agent, Func<string, string> trackingLink, bool tell, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reply = new Reply
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            CaseId = subject.Id,
            AgentId = agent.AgentId,
            SignedBy = (await directory.FindAsync(scope.Current, cancellation))!.Name,
            Text = LetterTexts.Get("joined.text", LetterTexts.CultureOf(subject.Language), subject.Number, number),
            SentAt = now,
        };
        db.Replies.Add(reply);
        (subject.State, subject.AnsweredAt) = (CaseState.Answered, now);
        if (tell)
        {
            await letters.SendReplyAsync(subject, reply, trackingLink(subject.TrackingToken), cancellation);
            Delay();
        }
    }

    /// <summary>Waits for an agent again. What was said since <paramref name="since"/> is taken back when its letter had not left.</summary>
    internal async Task ReopenAsync(Case subject, DateTimeOffset since, CancellationToken cancellation)
    {
        if (await KeepLettersAsync(subject.Id, since, cancellation) || subject.CitizenEmail is null)
        {
            await db.Replies.Where(row => row.OrganisationId == scope.Current && row.CaseId == subject.Id && row.SentAt >= since).ExecuteDeleteAsync(cancellation);
        }

        (subject.State, subject.AnsweredAt) = (CaseState.ToReview, null);
    }

    /// <summary>Keeps from leaving the letters of a case written since; false when one is leaving or has left, or none was written.</summary>
    internal async Task<bool> KeepLettersAsync(Guid caseId, DateTimeOffset since, CancellationToken cancellation)
    {
        var ids = await db.OutboxMessages.Where(row => row.OrganisationId == scope.Current && row.CaseId == caseId && row.CreatedAt >= since)
            .Select(row => row.Id).ToListAsync(cancellation);
        var kept = await db.Jobs.Where(row => row.OrganisationId == scope.Current && row.Kind == JobKinds.Deliver && ids.Contains(row.SubjectId) && row.State == JobState.Queued)
            .ExecuteDeleteAsync(cancellation);
        if (kept < ids.Count || ids.Count == 0)
        {
            return false;
        }

        await db.OutboxMessages.Where(row => row.OrganisationId == scope.Current && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        return true;
    }

    /// <summary>The letter just written waits, so that it can be taken back.</summary>
    private void Delay()
    {
        foreach (var job in db.Jobs.Local.Where(row => row.Kind == JobKinds.Deliver))
        {
            job.DueAt = clock.GetUtcNow().AddSeconds(options.Value.UndoSeconds);
        }
    }
}
