using Collegue.Gateway;
using Collegue.Gateway.Accounts;
using Collegue.Storage.Gateway;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>Which limits concern a call, and how much is taken of them at once.</summary>
public sealed class ConcerningLimitsTests
{
    private static readonly Guid Own = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Key = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid User = new("00000000-0000-0000-0000-000000000003");
    private static readonly Guid Department = new("00000000-0000-0000-0000-000000000004");
    private static readonly Guid Router = new("00000000-0000-0000-0000-000000000005");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000006");

    [Fact]
    public void A_limit_concerns_those_it_names()
    {
        Assert.Equal([Guid.Empty], Subjects(Limit(LimitSubject.Organisation)));
        Assert.Equal([Department], Subjects(Limit(LimitSubject.Department, Department), Limit(LimitSubject.Department, Other)));
        Assert.Equal([User], Subjects(Limit(LimitSubject.User, User), Limit(LimitSubject.User, Other)));
        Assert.Equal([Key], Subjects(Limit(LimitSubject.Key, Key), Limit(LimitSubject.Key, Other)));
        Assert.Equal([Key], Subjects(Limit(LimitSubject.EveryKey)));
        Assert.Equal([User], Subjects(Limit(LimitSubject.EveryUser)));
        Assert.Equal([Guid.Empty], Subjects(Limit(LimitSubject.Organisation, router: Router), Limit(LimitSubject.Organisation, router: Other)));
    }

    [Fact]
    public void A_limit_of_ones_own_takes_the_place_of_that_of_everyone()
    {
        var everyone = Limit(LimitSubject.EveryKey);

        Assert.Equal([10], Mosts(everyone, Limit(LimitSubject.Key, Key, most: 10)));
        Assert.Equal([5, 10], Mosts(everyone, Limit(LimitSubject.Key, Key, most: 10, measure: LimitMeasure.Tokens)));
        Assert.Equal([5, 10], Mosts(everyone, Limit(LimitSubject.Key, Key, most: 10, router: Router)));
        Assert.Equal([5], Mosts(everyone, Limit(LimitSubject.Key, Other, most: 10)));
    }

    [Fact]
    public void Nobody_in_particular_has_no_limit_of_users()
    {
        var set = new LimitSet(Own, [Limit(LimitSubject.EveryUser), Limit(LimitSubject.User, Guid.Empty), Limit(LimitSubject.Department, Guid.Empty)]);

        Assert.Empty(set.PlanOf(new GatewayCaller(Own, [], Key, null, null), Router).Lines);
    }

    [Fact]
    public void Never_more_is_taken_at_once_than_there_is_nor_less_than_what_waits_when_there_is_enough() =>
        Gen.Select(Gen.Long[-10, long.MaxValue], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000_000_000], Gen.Bool).Sample((unheld, waiting, need, contested) =>
        {
            var size = LeaseSize.Of(unheld, waiting, need, contested);

            Assert.InRange(size, Math.Clamp(waiting, 0, Math.Max(0, unheld)), Math.Max(0, unheld));
            Assert.True(!contested || !LeaseSize.IsScarce(unheld, need) || size <= waiting);
        });

    private static IEnumerable<Guid> Subjects(params GatewayLimit[] limits) => Lines(limits).Select(line => line.SubjectId);

    private static IEnumerable<long> Mosts(params GatewayLimit[] limits) => Lines(limits).Select(line => line.Most).Order();

    private static IReadOnlyList<LimitLine> Lines(GatewayLimit[] limits) =>
        new LimitSet(Own, limits).PlanOf(new GatewayCaller(Own, [], Key, User, Department), Router).Lines;

    private static GatewayLimit Limit(
        LimitSubject subject, Guid id = default, Guid router = default, long most = 5, LimitMeasure measure = LimitMeasure.Requests) => new()
        {
            OrganisationId = Own,
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            Subject = subject,
            SubjectId = id,
            RouterId = router,
            Measure = measure,
            Period = LimitPeriod.Day,
            Most = most,
        };
}
