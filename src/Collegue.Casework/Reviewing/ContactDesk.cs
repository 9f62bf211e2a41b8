using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>How to reach the citizen of a case, and how they want their reply.</summary>
public sealed record Contact(string? Name, string? Email, string? Phone, string? PostalAddress, ReplyChannel? ReplyBy);

public abstract record ContactOutcome
{
    private ContactOutcome()
    {
    }

    public sealed record Done : ContactOutcome;

    public sealed record NotFound : ContactOutcome;

    /// <summary>Somebody changed the case since the form was opened.</summary>
    public sealed record Conflict : ContactOutcome;

    public sealed record Invalid(IReadOnlyList<IntakeProblem> Problems) : ContactOutcome;
}

/// <summary>Corrects the contact of a case; a reply that already waits keeps its channel.</summary>
public sealed class ContactDesk(CollegueDb db, AuditTrail trail)
{
    public async Task<ContactOutcome> ChangeAsync(Guid caseId, int revision, Contact typed, ActingAgent agent, CancellationToken cancellation)
    {
        var contact = new Contact(
            PlainText.CleanOrNull(typed.Name), PlainText.CleanOrNull(typed.Email), PlainText.CleanOrNull(typed.Phone),
            PostalLines.CleanOrNull(typed.PostalAddress), typed.ReplyBy);
        var problems = new List<IntakeProblem>();
        SubmissionRules.CheckContact(contact.Name, contact.Email, contact.Phone, problems);
        SubmissionRules.CheckReply(contact.ReplyBy, contact.Email, contact.Phone, contact.PostalAddress, problems);
        if (problems.Count > 0)
        {
            return new ContactOutcome.Invalid(problems);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var taken = await db.Cases.Where(row => row.Id == caseId && row.Revision == revision).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Revision, revision + 1)
                .SetProperty(row => row.CitizenName, contact.Name)
                .SetProperty(row => row.CitizenEmail, contact.Email)
                .SetProperty(row => row.CitizenPhone, contact.Phone)
                .SetProperty(row => row.PostalAddress, contact.PostalAddress)
                .SetProperty(row => row.ReplyBy, contact.ReplyBy), cancellation);
        if (taken == 0)
        {
            return await db.Cases.AnyAsync(row => row.Id == caseId, cancellation) ? new ContactOutcome.Conflict() : new ContactOutcome.NotFound();
        }

        await trail.AppendAsync(
            new AuditFact(Actor.Agent, "contact.changed", caseId, null, agent.AgentId, $"channel={contact.ReplyBy?.ToString() ?? "none"}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return new ContactOutcome.Done();
    }
}
