using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Citizen;

/// <summary>A case as its citizen may see it: services are named, agents never.</summary>
internal sealed record CaseView(
    Case Subject, string? Department, IReadOnlyList<Exchange> Exchanges, Satisfaction? Opinion, IReadOnlyList<CitizenRequest> Requests, ReplyChannel? Leaving,
    IReadOnlyList<Happening> History)
{
    /// <summary>No draft is prepared for this case: the way it goes has one step fewer.</summary>
    public bool ByHumanOnly => Subject.HumanRequested || Subject.Handling == Handling.Human;

    /// <summary>When the town hall means to have answered.</summary>
    public required DateTimeOffset ExpectedAt { get; init; }
}

/// <summary>What was written, by the citizen or to them.</summary>
internal abstract record Exchange(DateTimeOffset At)
{
    internal sealed record Asked(Message Message) : Exchange(Message.ReceivedAt);

    /// <param name="Prepared">Null when an agent wrote it alone.</param>
    internal sealed record Answered(Reply Reply, HowPrepared? Prepared) : Exchange(Reply.SentAt);
}

/// <summary>One line of the history: the key of its text, and the service it names.</summary>
internal sealed record Happening(DateTimeOffset At, string Text, string? Department);

internal sealed class CaseReader(CitizenDesk desk, PreparedReader prepared, CollegueDb db)
{
    /// <summary>The facts of the audit trail that mean something to a citizen; the rest is the town hall's own kitchen.</summary>
    private static readonly string[] Told =
    [
        "case.received", "message.received", "human.requested", "satisfaction.given", "case.triaged", "draft.prepared", "draft.withheld",
        "draft.rejected", "case.reassigned", "case.taken-over", "reply.sent", "correction.sent",
        "receipt.sent", "documents.asked", "clock.resumed", "case.forwarded",
        "delivery.posted", "delivery.told", "delivery.not-reached", "delivery.call-again", "request.made", "request.answered",
    ];

    public async Task<CaseView?> ReadAsync(string token, CancellationToken cancellation)
    {
        if (await desk.FindAsync(token, cancellation) is not { } subject)
        {
            return null;
        }

        var replies = await db.Replies.AsNoTracking().Include(row => row.Sources.OrderBy(source => source.Position))
            .Where(row => row.CaseId == subject.Id).ToListAsync(cancellation);
        var exchanges = subject.Messages.ConvertAll<Exchange>(message => new Exchange.Asked(message));
        foreach (var reply in replies)
        {
            exchanges.Add(new Exchange.Answered(reply, await prepared.OfAsync(reply, cancellation)));
        }

        var opinion = await db.Satisfactions.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == subject.Id, cancellation);
        var requests = await db.CitizenRequests.AsNoTracking().Where(row => row.CaseId == subject.Id).OrderBy(row => row.AskedAt).ToListAsync(cancellation);
        var leaving = await db.Deliveries.AsNoTracking().Where(row => row.CaseId == subject.Id && row.DoneAt == null).OrderBy(row => row.CreatedAt)
            .Select(row => (ReplyChannel?)row.Channel).FirstOrDefaultAsync(cancellation);
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var objective = await db.CaseClocks.Where(row => row.CaseId == subject.Id).Select(row => (DateTimeOffset?)row.ObjectiveAt).SingleOrDefaultAsync(cancellation);
        return new CaseView(
            subject, Name(subject.DepartmentId), [.. exchanges.OrderBy(exchange => exchange.At)], opinion, requests, leaving,
            await HistoryAsync(subject.Id, Name, cancellation))
        {
            ExpectedAt = objective ?? subject.DueAt,
        };

        string? Name(Guid? department) => department is { } id ? departments.GetValueOrDefault(id) : null;
    }

    private async Task<IReadOnlyList<Happening>> HistoryAsync(Guid caseId, Func<Guid?, string?> nameOf, CancellationToken cancellation)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(row => row.CaseId == caseId && Told.Contains(row.Action))
            .OrderBy(row => row.Sequence).Select(row => new { row.At, row.Actor, row.Action, row.SubjectId }).ToListAsync(cancellation);
        var byHand = await db.Deliveries.Where(row => row.CaseId == caseId).Select(row => row.ReplyId).ToListAsync(cancellation);
        return entries.ConvertAll(entry => entry.Action == "case.reassigned" && nameOf(entry.SubjectId) is { } department
            ? new Happening(entry.At, "history.case.reassigned.to", department)
            : entry is { Action: "reply.sent", Actor: Actor.Colleague } ? new Happening(entry.At, "history.reply.sent.alone", null)
            : new Happening(entry.At, entry.Action == "reply.sent" && byHand.Contains(entry.SubjectId ?? Guid.Empty) ? "history.reply.ready" : $"history.{entry.Action}", null));
    }
}
