using Collegue.Storage.Cases;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Jobs;
using Collegue.Web.Tests.Citizens;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue.Web.Tests.Deadlines;

/// <summary>The whole product in the last days of winter time, on a clock the tests move.</summary>
public class ClockServer : ProductServer
{
    public const string Commune = "sainte-amarelle";

    public RunningClock Clock { get; } = new(new DateTimeOffset(2026, 3, 24, 9, 0, 0, TimeSpan.Zero));

    protected override void Adapt(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));

    /// <summary>Writes as a citizen and waits until the colleague has prepared the case.</summary>
    public async Task<Case> WrittenAsync(string body, string email = "jeanne@courriel.example")
    {
        using var citizen = this.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync(body, email));
        return await PreparedAsync(token);
    }

    public Task<Case> PreparedAsync(string token) => Background.UntilAsync(() =>
        ReadAsync(Commune, db => db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.TrackingToken == token && row.State == CaseState.ToReview)));

    public Task<Case> CaseAsync(Guid id) => ReadAsync(Commune, db => db.Cases.AsNoTracking().SingleAsync(row => row.Id == id));

    public Task<CaseClock> ClockAsync(Guid caseId) => ReadAsync(Commune, db => db.CaseClocks.AsNoTracking().SingleAsync(row => row.CaseId == caseId));

    public Task<List<OutboxMessage>> LettersAsync(Guid caseId) =>
        ReadAsync(Commune, db => db.OutboxMessages.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.CreatedAt).ToListAsync());

    public Task<List<string>> FactsAsync(Guid caseId) =>
        ReadAsync(Commune, db => db.AuditEntries.Where(row => row.CaseId == caseId).OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync());
}

public sealed class ClockServerOnPostgres : ClockServer
{
    protected override bool OnPostgres => true;
}
