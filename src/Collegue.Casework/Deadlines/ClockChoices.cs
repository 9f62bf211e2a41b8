using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Deadlines;

/// <summary>Region and threshold that hold; <see cref="CheckedBy"/> is null while they are the product's defaults.</summary>
public sealed record ClockChoice(HolidayRegion Region, int SoonDays, string? CheckedBy, DateTimeOffset? CheckedAt);

/// <summary>What the organisation chose for the clock of all its cases.</summary>
public sealed class ClockChoices(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options)
{
    public const int MostSoonDays = 60;

    public async Task<ClockChoice> ReadAsync(CancellationToken cancellation) =>
        await db.ClockSettings.AsNoTracking().Select(row => new ClockChoice(
            row.Region, row.SoonDays, db.Users.Where(agent => agent.Id == row.CheckedByAgentId).Select(agent => agent.DisplayName).FirstOrDefault(), row.CheckedAt))
            .SingleOrDefaultAsync(cancellation)
        ?? new ClockChoice(HolidayRegion.Mainland, options.Value.SoonDays, null, null);

    /// <summary>Cases that have their calendar keep it.</summary>
    public async Task SaveAsync(HolidayRegion region, int soonDays, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        var kept = await db.ClockSettings.SingleOrDefaultAsync(cancellation);
        if (kept is null)
        {
            db.ClockSettings.Add(new ClockSettings
            {
                OrganisationId = scope.Current,
                Region = region,
                SoonDays = soonDays,
                CheckedByAgentId = agent.AgentId,
                CheckedAt = now,
            });
        }
        else
        {
            (kept.Region, kept.SoonDays, kept.CheckedByAgentId, kept.CheckedAt) = (region, soonDays, agent.AgentId, now);
        }

        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "clock-settings.changed", AgentId: agent.AgentId, Detail: $"region={region};soon={soonDays}"), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
