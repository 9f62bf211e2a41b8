using Collegue.Gateway;
using Collegue.Gateway.Accounts;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>Limits put in a test database, callers, and what its accounts say.</summary>
internal static class AccountsOf
{
    public static readonly Expense OneCall = new(1, 0, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static GatewayCaller Caller(this TestDatabase database, Organisation organisation, Guid? agent = null, Guid? department = null) =>
        new(organisation.Id, [], database.Rows.NewId(), agent, department);

    public static Task<GatewayLimit> LimitAsync(
        this TestDatabase database, Organisation organisation, long most, LimitMeasure measure = LimitMeasure.Requests,
        LimitPeriod period = LimitPeriod.Ever, LimitSubject subject = LimitSubject.Organisation, Guid subjectId = default) =>
        database.AddAsync(organisation, new GatewayLimit
        {
            OrganisationId = organisation.Id,
            Id = database.Rows.NewId(),
            Subject = subject,
            SubjectId = subjectId,
            RouterId = Guid.Empty,
            Measure = measure,
            Period = period,
            Most = most,
        });

    public static async Task<long> TakenAsync(this TestDatabase database, GatewayLimit limit)
    {
        await using var session = database.OpenInstance();
        return await session.Db.QuotaAccounts.Where(row => row.LimitId == limit.Id).SumAsync(row => row.Taken, Token);
    }

    public static async Task<List<QuotaLease>> LeasesAsync(this TestDatabase database, GatewayLimit limit)
    {
        await using var session = database.OpenInstance();
        return await session.Db.QuotaLeases.AsNoTracking().Where(row => row.LimitId == limit.Id).ToListAsync(Token);
    }

    public static async Task<long> CallsAsync(this TestDatabase database, Organisation organisation)
    {
        await using var session = database.OpenInstance();
        return await session.Db.GatewayUses.Where(row => row.OrganisationId == organisation.Id).SumAsync(row => row.Calls, Token);
    }
}
