using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Jobs;

/// <summary>A job this process holds until the lease ends.</summary>
public sealed record ClaimedJob(Guid Id, Guid OrganisationId, string Kind, Guid SubjectId, int Attempts);

/// <summary>
/// Claims and ends jobs of every organisation; its context must be in the instance scope.
/// A job is done at least once: handlers make their result unique.
/// </summary>
public sealed class JobQueue(CollegueDb db, TimeProvider clock)
{
    public const int MaxAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Takes the oldest due job, or one whose holder died; null when there is none.</summary>
    public async Task<ClaimedJob?> ClaimAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = await db.Jobs.AsNoTracking()
            .Where(job => (job.State == JobState.Queued && job.DueAt <= now) || (job.State == JobState.Running && job.LeaseUntil < now))
            .OrderBy(job => job.DueAt).Take(8).ToListAsync(cancellation);

        foreach (var job in due)
        {
            var claimed = await db.Jobs
                .Where(row => row.OrganisationId == job.OrganisationId && row.Id == job.Id
                              && row.State == job.State && row.Attempts == job.Attempts)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, JobState.Running)
                        .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                        .SetProperty(row => row.LeaseUntil, now + Lease),
                    cancellation);
            if (claimed == 1)
            {
                return new ClaimedJob(job.Id, job.OrganisationId, job.Kind, job.SubjectId, job.Attempts + 1);
            }
        }

        return null;
    }

    public Task CompleteAsync(ClaimedJob job, CancellationToken cancellation) =>
        Held(job).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, JobState.Done)
                .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.LastError, (string?)null)
                .SetProperty(row => row.FinishedAt, clock.GetUtcNow()),
            cancellation);

    /// <summary>Puts the job back with a growing delay, or gives it up after <see cref="MaxAttempts"/>.</summary>
    public Task PostponeAsync(ClaimedJob job, string error, CancellationToken cancellation)
    {
        var delay = TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, job.Attempts)));
        return Held(job).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, job.Attempts >= MaxAttempts ? JobState.Failed : JobState.Queued)
                .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.LastError, error)
                .SetProperty(row => row.DueAt, clock.GetUtcNow() + delay),
            cancellation);
    }

    /// <summary>Gives back what a killed process held. Only right where this process is the only node.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancellation) =>
        db.Jobs.Where(job => job.State == JobState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, JobState.Queued).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), cancellation);

    private IQueryable<Job> Held(ClaimedJob job) => db.Jobs.Where(row =>
        row.OrganisationId == job.OrganisationId && row.Id == job.Id && row.State == JobState.Running && row.Attempts == job.Attempts);
}
