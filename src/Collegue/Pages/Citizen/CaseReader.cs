using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Citizen;

/// <summary>A case as its citizen may see it: services are named, agents never.</summary>
internal sealed record CaseView(Case Subject, string? Department, IReadOnlyList<Exchange> Exchanges, SatisfactionAnswer? Given, IReadOnlyList<Happening> History)
{
    /// <summary>No draft is prepared for this case: the way it goes has one step fewer.</summary>
    public bool ByHumanOnly => Subject.HumanRequested || Subject.Handling == Handling.Human;
}

/// <summary>What was written, by the citizen or to them.</summary>
internal abstract record Exchange(DateTimeOffset At)
{
    internal sealed record Asked(Message Message) : Exchange(Message.ReceivedAt);

    internal sealed record Answered(Reply Reply) : Exchange(Reply.SentAt);
}

/// <summary>One line of the history: the key of its text, and the service it names.</summary>
internal sealed record Happening(DateTimeOffset At, string Text, string? Department);

internal sealed class CaseReader(CitizenDesk desk, CollegueDb db)
{
    /// <summary>The facts of the audit trail that mean something to a citizen; the rest is the town hall's own kitchen.</summary>
    private static readonly string[] Told =
    [
        "case.received", "message.received", "human.requested", "satisfaction.given", "case.triaged", "draft.prepared", "draft.withheld",
        "draft.rejected", "case.reassigned", "case.taken-over", "reply.sent", "correction.sent",
    ];

    public async Task<CaseView?> ReadAsync(string token, CancellationToken cancellation)
    {
        if (await desk.FindAsync(token, cancellation) is not { } subject)
        {
            return null;
        }

        var replies = await db.Replies.AsNoTracking().Include(row => row.Sources.OrderBy(source => source.Position))
            .Where(row => row.CaseId == subject.Id).ToListAsync(cancellation);
        var exchanges = subject.Messages.Select(Exchange (message) => new Exchange.Asked(message))
            .Concat(replies.Select(reply => new Exchange.Answered(reply))).OrderBy(exchange => exchange.At).ToList();
        var given = await db.Satisfactions.AsNoTracking().Where(row => row.CaseId == subject.Id)
            .Select(row => (SatisfactionAnswer?)row.Answer).SingleOrDefaultAsync(cancellation);
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return new CaseView(subject, Name(subject.DepartmentId), exchanges, given, await HistoryAsync(subject.Id, Name, cancellation));

        string? Name(Guid? department) => department is { } id ? departments.GetValueOrDefault(id) : null;
    }

    private async Task<IReadOnlyList<Happening>> HistoryAsync(Guid caseId, Func<Guid?, string?> nameOf, CancellationToken cancellation)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(row => row.CaseId == caseId && Told.Contains(row.Action))
            .OrderBy(row => row.Sequence).Select(row => new { row.At, row.Action, row.SubjectId }).ToListAsync(cancellation);
        return entries.ConvertAll(entry => entry.Action == "case.reassigned" && nameOf(entry.SubjectId) is { } department
            ? new Happening(entry.At, "history.case.reassigned.to", department)
            : new Happening(entry.At, $"history.{entry.Action}", null));
    }
}
