using Collegue.Storage;
using Collegue.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Cases;

/// <summary>One fact of the history in words.</summary>
internal sealed record HistoryLine(DateTimeOffset At, Actor Actor, string Who, string What);

/// <summary>Tells the audit trail of a case to people: who did what.</summary>
internal sealed class HistoryReader(CollegueDb db, IStringLocalizer<DeskTexts> texts, Wording wording)
{
    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<HistoryLine>> OfCaseAsync(Guid caseId, CancellationToken cancellation)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.Sequence).ToListAsync(cancellation);
        var subjects = entries.Where(row => row.Action == "case.reassigned").Select(row => row.SubjectId).OfType<Guid>().ToHashSet();
        var departments = await db.Departments.AsNoTracking().Where(row => subjects.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var agents = entries.Select(row => row.AgentId).Concat(entries.Select(row => AssignedAgent(Codes(row.Detail)))).OfType<Guid>().ToHashSet();
        var names = await db.Users.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        return entries.ConvertAll(entry => new HistoryLine(entry.At, entry.Actor, Who(entry, names), What(entry, departments, names)));
    }

    private string Who(AuditEntry entry, Dictionary<Guid, string> names) =>
        entry.AgentId is { } id && names.TryGetValue(id, out var name) ? name : texts[$"actor.{Lower(entry.Actor.ToString())}"];

    private string What(AuditEntry entry, Dictionary<Guid, string> departments, Dictionary<Guid, string> names)
    {
        var codes = Codes(entry.Detail);
        string Code(string name) => codes.GetValueOrDefault(name, "");
        int Number(string name) => int.TryParse(Code(name), out var number) ? number : 0;

        return entry.Action switch
        {
            "case.received" => texts["history.case.received", texts[$"channel.{Lower(Code("channel"))}"]] + Files(Number("files")),
            "message.received" => texts["history.message.received"] + Files(Number("files")),
            "satisfaction.given" => texts["history.satisfaction.given", texts[$"satisfaction.{Lower(Code("answer"))}"]],
            "case.triaged" => texts["history.case.triaged", wording.Task(Code("task") is "none" or "" ? null : Code("task")), texts[$"handling.{Lower(Code("handling"))}"], Code("rules")],
            "draft.withheld" => texts["history.draft.withheld", Withheld(Code("reason"))],
            "draft.prepared" => texts["history.draft.prepared"] + wording.Counted("history.sources", Number("sources")),
            "draft.edited" => wording.Counted("history.draft.edited", Number("words")),
            "draft.rejected" => texts["history.draft.rejected", texts[$"reason.{Code("reason")}"]],
            "case.reassigned" => texts["history.case.reassigned", departments.GetValueOrDefault(entry.SubjectId ?? Guid.Empty, texts["department.none"])]
                + (AssignedAgent(codes) is { } agent && names.TryGetValue(agent, out var name) ? texts["history.case.reassigned.to", name] : ""),
            "reply.planned" => texts["history.reply.planned", Instant(Code("leaves"))],
            "reply.stopped" => texts["history.reply.stopped", Stopped(Code("because"))],
            "reply.sent" when entry.Actor == Actor.Colleague => texts["history.reply.sent.self"] + wording.Counted("history.sources", Number("sources")),
            "reply.sent" => Sent(Code("draft"), Number("words"), Number("sources")),
            _ => Known(entry.Action),
        };
    }

    private string Sent(string draft, int words, int sources)
    {
        string origin = draft is "none" or "" ? texts["history.reply.sent.alone"]
            : words == 0 ? texts["history.reply.sent.as-is"]
            : wording.Counted("history.reply.sent.edited", words);
        return origin + wording.Counted("history.sources", sources);
    }

    private static string Instant(string milliseconds) =>
        long.TryParse(milliseconds, System.Globalization.CultureInfo.InvariantCulture, out var at)
            ? Design.TownHallTime.Of(DateTimeOffset.FromUnixTimeMilliseconds(at)).ToString("g", System.Globalization.CultureInfo.CurrentCulture)
            : "";

    private string Stopped(string because)
    {
        var known = texts[$"stopped.{because}"];
        return known.ResourceNotFound ? because : known.Value;
    }

    private string Withheld(string reason)
    {
        var known = texts[$"withheld.{reason}"];
        return known.ResourceNotFound ? texts["withheld.other", reason] : known.Value;
    }

    private string Known(string action)
    {
        var known = texts[$"history.{action}"];
        return known.ResourceNotFound ? texts["history.other", action] : known.Value;
    }

    private string Files(int number) => number == 0 ? "" : wording.Counted("history.files", number);

    private static Guid? AssignedAgent(Dictionary<string, string> codes) => Guid.TryParse(codes.GetValueOrDefault("agent"), out var id) ? id : null;

    private static Dictionary<string, string> Codes(string? detail) =>
        (detail ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Last()[1]);

    private static string Lower(string code) => code.ToLowerInvariant();
}
