using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Deadlines;

/// <summary>
/// Keeps the clock of cases. Everything here happens in the transaction of what moved the clock, which its callers open; a case
/// without a clock, from before there were any, keeps the delay of the configuration.
/// </summary>
public sealed class CaseClocks(
    CollegueDb db, OrganisationScope scope, RuleBook book, ClockChoices choices, ClockLetters letters, AuditTrail trail, TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options)
{
    private Delay Objective => new(options.Value.ReplyTargetDays, DelayUnit.Days);

    /// <summary>Starts the clock of a case that is being stored; its kind is not known yet.</summary>
    /// <param name="automatic">Written by a machine: receipt is acknowledged by an agent only.</param>
    public async Task OpenAsync(Case opened, string trackingLink, CancellationToken cancellation, bool automatic = false)
    {
        var start = TownHallTime.DayOf(opened.ReceivedAt);
        var rule = Frozen(await book.OnAsync(null, start, cancellation));
        var region = (await choices.ReadAsync(cancellation)).Region;
        var dates = Timetable.Of(rule.Terms, start, [], new WorkingCalendar(region));
        db.CaseClocks.Add(new CaseClock
        {
            OrganisationId = scope.Current,
            CaseId = opened.Id,
            Rule = RuleJson.Write(rule),
            RuleId = rule.Id,
            Receipt = automatic ? ReceiptState.Withheld : ReceiptState.Waiting,
            Region = region,
            StartedOn = start,
            TrackingLink = trackingLink,
            RegisteredAt = opened.CitizenEmail is null && opened.Channel is Channel.Email or Channel.Paper ? null : opened.ReceivedAt,
            RegistrationDueOn = dates.RegistrationOn,
            ReceiptDueOn = dates.ReceiptOn,
            ObjectiveAt = TownHallTime.EndOf(dates.ObjectiveOn),
            SilenceOn = dates.SilenceOn,
        });
        opened.DueAt = TownHallTime.EndOf(dates.ObjectiveOn);
    }

    /// <summary>
    /// Freezes the rule of the kind, once it is known, and acknowledges receipt. Does nothing to a case that has its rule.
    /// </summary>
    /// <param name="doubtful">The message looks abusive, automatic or critical: an agent decides whether receipt is acknowledged.</param>
    public async Task SettleAsync(Guid caseId, string? task, bool doubtful, CancellationToken cancellation)
    {
        var subject = await db.Cases.SingleAsync(row => row.Id == caseId, cancellation);
        var row = await db.CaseClocks.SingleOrDefaultAsync(kept => kept.CaseId == caseId, cancellation);
        if (row is null or { Task: not null })
        {
            return;
        }

        if (task is not null)
        {
            var rule = Frozen(await book.OnAsync(task, row.StartedOn, cancellation));
            (row.Task, row.RuleId, row.Rule) = (task, rule.Id, RuleJson.Write(rule));
            row.Receipt = await AcknowledgementAsync(subject, rule.Terms, doubtful || row.Receipt == ReceiptState.Withheld, cancellation);
        }

        await RecountAsync(subject, row, cancellation);
        if (task is not null && row.Receipt == ReceiptState.Sent)
        {
            await AcknowledgeAsync(subject, row, null, cancellation);
        }
        else
        {
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>Writes the acknowledgement of receipt and its fact; the agent is null when the colleague sends it.</summary>
    internal async Task AcknowledgeAsync(Case subject, CaseClock row, Guid? agentId, CancellationToken cancellation)
    {
        (row.Receipt, row.ReceiptSentAt) = (ReceiptState.Sent, clock.GetUtcNow());
        var rule = RuleOf(row);
        await letters.AcknowledgeReceiptAsync(subject, row, rule, cancellation);
        await RecountAsync(subject, row, cancellation);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(agentId is null ? Actor.Colleague : Actor.Agent, "receipt.sent", subject.Id, row.RuleId, agentId,
                $"task={row.Task};told={rule.ToldEffect};silence={row.SilenceOn:yyyy-MM-dd}"),
            cancellation);
    }

    /// <summary>
    /// A citizen wrote again, or asked for a person after a reply: a paused clock goes on, that of an answered case begins anew. Call
    /// it before the state of the case changes.
    /// </summary>
    public async Task CitizenActsAsync(Case subject, CancellationToken cancellation)
    {
        var row = await db.CaseClocks.SingleOrDefaultAsync(kept => kept.CaseId == subject.Id, cancellation);
        if (row is null)
        {
            subject.DueAt = TownHallTime.EndOf(clock.Today().AddDays(options.Value.ReplyTargetDays));
            return;
        }

        var resumed = await ResumeAsync(subject, cancellation);
        if (subject.State == CaseState.Answered)
        {
            (row.StartedOn, row.Decided) = (clock.Today(), true);
        }

        await RecountAsync(subject, row, cancellation);
        if (resumed)
        {
            await RecordResumptionAsync(subject, row, null, cancellation);
        }
    }

    /// <summary>Ends the pause of a case, if there is one, today.</summary>
    internal async Task<bool> ResumeAsync(Case subject, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = await db.CasePauses.Where(pause => pause.CaseId == subject.Id && pause.ResumedOn == null).ToListAsync(cancellation);
        foreach (var pause in open)
        {
            (pause.ResumedAt, pause.ResumedOn) = (now, clock.Today());
        }

        subject.PausedAt = null;
        return open.Count > 0;
    }

    internal async Task RecordResumptionAsync(Case subject, CaseClock row, Guid? agentId, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(agentId is null ? Actor.System : Actor.Agent, "clock.resumed", subject.Id, AgentId: agentId, Detail: $"silence={row.SilenceOn:yyyy-MM-dd}"),
            cancellation);
    }

    /// <summary>Computes the dates again from the frozen rule and the pauses, those not stored yet included.</summary>
    internal async Task RecountAsync(Case subject, CaseClock row, CancellationToken cancellation)
    {
        await db.CasePauses.Where(pause => pause.CaseId == subject.Id).LoadAsync(cancellation);
        var pauses = db.CasePauses.Local.Where(pause => pause.CaseId == subject.Id && pause.AskedOn >= row.StartedOn)
            .Select(pause => new Pause(pause.AskedOn, pause.AnswerBy, pause.ResumedOn)).ToList();
        var dates = Timetable.Of(RuleOf(row).Terms, row.StartedOn, pauses, new WorkingCalendar(row.Region));
        row.RegistrationDueOn = dates.RegistrationOn;
        row.ReceiptDueOn = dates.ReceiptOn;
        row.ObjectiveAt = TownHallTime.EndOf(dates.ObjectiveOn);
        row.SilenceOn = row.Decided ? null : dates.SilenceOn;
        subject.DueAt = NearestOf(subject, row, pauses.Find(pause => pause.ResumedOn is null));
    }

    /// <summary>Also the objective of the configuration: a later one is for later cases.</summary>
    private GivenRule Frozen(GivenRule rule) => rule with { Terms = rule.Terms with { Reply = rule.Terms.Reply ?? Objective } };

    internal static GivenRule RuleOf(CaseClock row) => RuleJson.Read<GivenRule>(row.Rule);

    private static DateTimeOffset NearestOf(Case subject, CaseClock row, Pause? open)
    {
        var nearest = open is null ? row.ObjectiveAt : TownHallTime.EndOf(open.AnswerBy);

        // A decision must be taken before silence stands for one: the day before at the latest.
        if (row.SilenceOn is { } silence && TownHallTime.EndOf(silence.AddDays(-1)) is var last && last < nearest)
        {
            nearest = last;
        }

        var owed = subject.CitizenEmail is not null && row.Receipt is ReceiptState.Waiting or ReceiptState.Withheld;
        return owed && TownHallTime.EndOf(row.ReceiptDueOn) is var receipt && receipt < nearest ? receipt : nearest;
    }

    private async Task<ReceiptState> AcknowledgementAsync(Case subject, RuleTerms terms, bool doubtful, CancellationToken cancellation)
    {
        if (!terms.Acknowledges)
        {
            return ReceiptState.NotNeeded;
        }

        if (subject.CitizenEmail is not { } address)
        {
            return ReceiptState.Unreachable;
        }

        // Answered or joined to another before its kind was known: a receipt would arrive after the answer.
        if (subject.State == CaseState.Answered && !doubtful)
        {
            return ReceiptState.NotNeeded;
        }

        var since = clock.GetUtcNow().AddDays(-1);
        return doubtful || await db.Cases.CountAsync(row => row.CitizenEmail == address && row.ReceivedAt > since, cancellation) > options.Value.ReceiptsPerAddressAndDay
            ? ReceiptState.Withheld
            : ReceiptState.Sent;
    }
}
