using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts.Usage;

/// <summary>Tells what was used, by whom and of what, in the organisation of the current scope.</summary>
internal sealed class UsageReport(CollegueDb db, OrganisationScope scope, IOptionsSnapshot<CarbonOptions> carbon)
{
    public async Task<UsageView> ReadAsync(UsageQuestion question, CancellationToken cancellation)
    {
        var uses = Uses(question);
        var groups = await (question.By switch
        {
            UsageGrouping.Key => Sums(uses.GroupBy(use => new Heading { Id = use.KeyId, Day = 0, Router = "" })),
            UsageGrouping.User => Sums(uses.GroupBy(use => new Heading { Id = use.AgentId, Day = 0, Router = "" })),
            UsageGrouping.Department => Sums(uses.GroupBy(use => new Heading { Id = use.DepartmentId, Day = 0, Router = "" })),
            UsageGrouping.Organisation => Sums(uses.GroupBy(use => new Heading { Id = use.OrganisationId, Day = 0, Router = "" })),
            UsageGrouping.Model => Sums(uses.GroupBy(use => new Heading { Id = use.ModelId, Day = 0, Router = use.Router })),
            _ => Sums(uses.GroupBy(use => new Heading { Id = use.OrganisationId, Day = use.Day, Router = "" })),
        }).ToListAsync(cancellation);
        var names = await NamesAsync(question, [.. groups.Select(group => group.Id).Distinct()], cancellation);
        var factor = carbon.Value.GramsCarbonPerKilowattHour;
        var lines = groups.Select(group => LineOf(question.By, group, names.GetValueOrDefault(group.Id), factor));
        lines = question.By == UsageGrouping.Day
            ? lines.OrderBy(line => line.Day)
            : lines.OrderByDescending(line => line.Figures.Calls).ThenBy(line => line.Name, StringComparer.Ordinal).ThenBy(line => line.Id);
        var total = groups.Aggregate(default(UseSum), (sum, group) => sum + group.Sum);
        return new UsageView(question, [.. lines], UsageFigures.Of(total, factor), carbon.Value.CarbonSource);
    }

    private IQueryable<GatewayUse> Uses(UsageQuestion question)
    {
        var (from, to) = (GatewayUse.DayOf(question.From), GatewayUse.DayOf(question.To));
        var uses = Of(question).Where(use => use.Day >= from && use.Day <= to);
        uses = question.Key is { } key ? uses.Where(use => use.KeyId == key) : uses;
        return question.Agent is { } agent ? uses.Where(use => use.AgentId == agent) : uses;
    }

    private IQueryable<GatewayUse> Of(UsageQuestion question)
    {
        if (question is not { By: UsageGrouping.Organisation, Below: { Count: > 0 } below })
        {
            return db.GatewayUses.AsNoTracking();
        }

        var own = scope.Current;
        var models = db.LanguageModels.IgnoreQueryFilters().Where(model => model.OrganisationId == own).Select(model => model.Id);
        return db.GatewayUses.AsNoTracking().IgnoreQueryFilters()
            .Where(use => use.OrganisationId == own || (below.Contains(use.OrganisationId) && models.Contains(use.ModelId)));
    }

    private static IQueryable<Group> Sums(IQueryable<IGrouping<Heading, GatewayUse>> groups) => groups.Select(group => new Group
    {
        Id = group.Key.Id,
        Day = group.Key.Day,
        Router = group.Key.Router,
        Calls = group.Sum(use => use.Calls),
        Failures = group.Sum(use => use.Failures),
        InputTokens = group.Sum(use => use.InputTokens),
        OutputTokens = group.Sum(use => use.OutputTokens),
        CostMicros = group.Sum(use => use.CostMicros),
        MilliwattHours = group.Sum(use => use.MilliwattHours),
        Milliseconds = group.Sum(use => use.Milliseconds),
    });

    private async Task<Dictionary<Guid, string>> NamesAsync(UsageQuestion question, List<Guid> ids, CancellationToken cancellation) => question.By switch
    {
        UsageGrouping.Key => await db.ApiKeys.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation),
        UsageGrouping.User => await db.Users.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation),
        UsageGrouping.Department => await db.Departments.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation),
        UsageGrouping.Organisation => await db.Organisations.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation),

        // The model may be that of an organisation above, which shares it.
        UsageGrouping.Model => await db.LanguageModels.AsNoTracking().IgnoreQueryFilters().Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.ShownName, cancellation),
        _ => [],
    };

    private static UsageLine LineOf(UsageGrouping by, Group group, string? name, decimal factor)
    {
        var figures = UsageFigures.Of(group.Sum, factor);
        return by switch
        {
            UsageGrouping.Day => new(Guid.Empty, GatewayUse.DateOf(group.Day), null, null, figures),
            UsageGrouping.Model => new(group.Id, null, group.Router, name, figures),
            _ => new(group.Id, null, name, null, figures),
        };
    }

    private sealed class Heading
    {
        public Guid Id { get; init; }
        public int Day { get; init; }
        public string Router { get; init; } = "";
    }

    private sealed class Group
    {
        public Guid Id { get; init; }
        public int Day { get; init; }
        public string Router { get; init; } = "";
        public long Calls { get; init; }
        public long Failures { get; init; }
        public long InputTokens { get; init; }
        public long OutputTokens { get; init; }
        public long CostMicros { get; init; }
        public long MilliwattHours { get; init; }
        public long Milliseconds { get; init; }
        public UseSum Sum => new(Calls, Failures, InputTokens, OutputTokens, CostMicros, MilliwattHours, Milliseconds);
    }
}
