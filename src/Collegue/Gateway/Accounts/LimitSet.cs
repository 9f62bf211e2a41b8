using System.Collections.Concurrent;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>A limit as it concerns a caller.</summary>
/// <param name="OneName">Of one name of the gateway, else of all together.</param>
/// <param name="SubjectId">Whose account it is; <see cref="Guid.Empty"/> for the organisation.</param>
internal sealed record LimitLine(
    Guid Organisation, Guid Limit, Guid SubjectId, LimitSubject Subject, LimitMeasure Measure, LimitPeriod Period, bool OneName, long Most);

/// <summary>The limits of an organisation at an instant, and which of them concern whom.</summary>
internal sealed class LimitSet(Guid organisation, IReadOnlyList<GatewayLimit> limits)
{
    private const int MostKept = 50_000;
    private readonly ConcurrentDictionary<PlanKey, CallPlan> plans = new();

    public CallPlan PlanOf(GatewayCaller caller, Guid router)
    {
        var key = new PlanKey(caller.Key, caller.Agent ?? Guid.Empty, caller.Department ?? Guid.Empty, router);
        if (plans.TryGetValue(key, out var plan))
        {
            return plan;
        }

        if (plans.Count >= MostKept)
        {
            plans.Clear();
        }

        return plans.GetOrAdd(key, new CallPlan(organisation, [.. LinesOf(caller, router).OrderBy(line => line.Limit)]));
    }

    public bool Says(IReadOnlyList<GatewayLimit> others) => limits.Count == others.Count && limits.Zip(others).All(pair =>
        pair.First.Id == pair.Second.Id && pair.First.Most == pair.Second.Most && pair.First.Subject == pair.Second.Subject
        && pair.First.SubjectId == pair.Second.SubjectId && pair.First.RouterId == pair.Second.RouterId
        && pair.First.Measure == pair.Second.Measure && pair.First.Period == pair.Second.Period);

    /// <summary>Whose account of a limit the calls of a caller take from; <see cref="Guid.Empty"/> for the organisation, null when it does not concern them.</summary>
    /// <param name="all">The limits of the organisation: one's own takes the place of that of everyone.</param>
    public static Guid? SubjectOf(GatewayLimit limit, IReadOnlyList<GatewayLimit> all, GatewayCaller caller) => limit.Subject switch
    {
        LimitSubject.Organisation => Guid.Empty,
        LimitSubject.Department => Named(limit, caller.Department),
        LimitSubject.User => Named(limit, caller.Agent),
        LimitSubject.Key => Named(limit, caller.Key),
        LimitSubject.EveryKey => Unnamed(limit, all, LimitSubject.Key, caller.Key),
        _ => Unnamed(limit, all, LimitSubject.User, caller.Agent),
    };

    private IEnumerable<LimitLine> LinesOf(GatewayCaller caller, Guid router)
    {
        foreach (var limit in limits.Where(limit => limit.RouterId == Guid.Empty || limit.RouterId == router))
        {
            if (SubjectOf(limit, limits, caller) is { } whose)
            {
                yield return new LimitLine(organisation, limit.Id, whose, limit.Subject, limit.Measure, limit.Period, limit.RouterId != Guid.Empty, limit.Most);
            }
        }
    }

    private static Guid? Named(GatewayLimit limit, Guid? who) => who is { } some && some != Guid.Empty && limit.SubjectId == some ? some : null;

    /// <summary>A limit of one's own, for the same measure, period and router, takes the place of that of everyone.</summary>
    private static Guid? Unnamed(GatewayLimit limit, IReadOnlyList<GatewayLimit> all, LimitSubject named, Guid? who) =>
        who is not { } some || some == Guid.Empty || all.Any(own => own.Subject == named && own.SubjectId == some && own.Measure == limit.Measure
            && own.Period == limit.Period && own.RouterId == limit.RouterId) ? null : some;

    private readonly record struct PlanKey(Guid Key, Guid Agent, Guid Department, Guid Router);
}

/// <summary>The accounts from which the calls of one caller under one name take.</summary>
internal sealed class CallPlan(Guid organisation, IReadOnlyList<LimitLine> lines)
{
    public Guid Organisation => organisation;
    public IReadOnlyList<LimitLine> Lines => lines;

    /// <summary>The leases of the windows of now. Only <see cref="Books"/> touches it, under its lock; what was there stays as it was for those who hold it.</summary>
    public Lease[] Leases { get; set; } = [];

    /// <summary>From when to when <see cref="Leases"/> are those of now.</summary>
    public LimitWindow Valid { get; set; }
}
