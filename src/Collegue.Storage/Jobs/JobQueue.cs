using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Jobs;

/// <summary>A job this process holds until the lease ends.</summary>
/// <param name="FinishedAt">When it was last done or asked for: with the attempts, it tells this turn of the job from those before.</param>
public sealed record ClaimedJob(
    Guid Id, Guid OrganisationId, string Kind, Guid SubjectId, int Attempts, DateTimeOffset DueAt, DateTimeOffset? FinishedAt);

/// <summary>
/// Claims and ends jobs of every organisation; its context must be in the instance scope.
/// A job is done at least once: handlers make their result unique.
/// </summary>
public sealed class JobQueue(CollegueDb db, TimeProvider clock)
{
    public const int MaxAttempts = 8;

    /// <summary>How long a claim holds without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Takes the oldest due job, or one whose holder died; null when there is none.</summary>
    /// <param name="except">Kinds left to others.</param>
    public async Task<ClaimedJob?> ClaimAsync(IReadOnlyCollection<string> except, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = await db.Jobs.AsNoTracking()
            .Where(job => !except.Contains(job.Kind))
            .Where(job => (job.State == JobState.Queued && job.DueAt <= now) || (job.State == JobState.Running && job.LeaseUntil < now))
            .OrderBy(job => job.DueAt).Take(8).ToListAsync(cancellation);

        foreach (var job in due)
        {
            var claimed = await db.Jobs
                .Where(row => row.OrganisationId == job.OrganisationId && row.Id == job.Id
                              && row.State == job.State && row.Attempts == job.Attempts
                              && row.LeaseUntil == job.LeaseUntil && row.FinishedAt == job.FinishedAt)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, JobState.Running)
                        .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                        .SetProperty(row => row.LeaseUntil, now + Lease),
                    cancellation);
            if (claimed == 1)
            {
                return new ClaimedJob(job.Id, job.OrganisationId, job.Kind, job.SubjectId, job.Attempts + 1, job.DueAt, job.FinishedAt);
            }
        }

        return null;
    }

    /// <summary>Holds the job for one lease more; false when somebody else has it now.</summary>
    public async Task<bool> RenewAsync(ClaimedJob job, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Lease;
        return await Held(job).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), cancellation) == 1;
    }

    /// <summary>Ends the job, or queues it once more when that was asked for while it ran.</summary>
    public async Task CompleteAsync(ClaimedJob job, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await Held(job).Where(row => row.DueAt == job.DueAt).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, JobState.Done)
                    .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.LastError, (string?)null)
                    .SetProperty(row => row.FinishedAt, now),
                cancellation) == 0)
        {
            await Held(job).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, JobState.Queued)
                    .SetProperty(row => row.Attempts, 0)
                    .SetProperty(row => row.DueAt, now)
                    .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.LastError, (string?)null)
                    .SetProperty(row => row.FinishedAt, now),
                cancellation);
        }
    }

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

    /// <summary>Puts the job back until then, however many times it was tried before.</summary>
    public Task PutBackAsync(ClaimedJob job, string reason, DateTimeOffset until, CancellationToken cancellation) =>
        Held(job).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, JobState.Queued)
                .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.LastError, reason)
                .SetProperty(row => row.DueAt, until),
            cancellation);

    /// <summary>Gives back what a killed process held. Only right where this process is the only node.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancellation) =>
        db.Jobs.Where(job => job.State == JobState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, JobState.Queued).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), cancellation);

    private IQueryable<Job> Held(ClaimedJob job) => db.Jobs.Where(row =>
        row.OrganisationId == job.OrganisationId && row.Id == job.Id && row.State == JobState.Running && row.Attempts == job.Attempts
        && row.FinishedAt == job.FinishedAt);
}
