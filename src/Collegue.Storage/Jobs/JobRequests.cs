using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Jobs;

/// <summary>
/// Asks for work that comes back again and again, as reading a source: one row for each subject, queued anew each time. Everything
/// is written in the caller's transaction, when there is one.
/// </summary>
public sealed class JobRequests(CollegueDb db, OrganisationScope scope, TimeProvider clock)
{
    /// <summary>Makes the job due now. Asking twice before it starts is asking once.</summary>
    /// <param name="again">When it is running: whether it must run once more, because what it began with has changed since.</param>
    public async Task QueueAsync(string kind, Guid subject, bool again, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var asked = db.Jobs.Where(row => row.OrganisationId == scope.Current && row.Kind == kind && row.SubjectId == subject);
        if (await asked.Where(row => row.State == JobState.Done || row.State == JobState.Failed).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, JobState.Queued).SetProperty(row => row.Attempts, 0)
                    .SetProperty(row => row.DueAt, now).SetProperty(row => row.FinishedAt, now),
                cancellation) == 1)
        {
            return;
        }

        if (await asked.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } job)
        {
            await InsertAsync(kind, subject, now, cancellation);
        }
        else if (job.State == JobState.Queued ? job.DueAt > now : again)
        {
            // Whoever completes a job compares when it was due: a later time means that it was asked for again.
            var due = job.State == JobState.Queued || job.DueAt < now ? now : job.DueAt.AddMilliseconds(1);
            await asked.Where(row => row.State == JobState.Queued || row.State == JobState.Running)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, due), cancellation);
        }
    }

    /// <summary>Two may ask first at once: the second finds the row of the first.</summary>
    private Task<int> InsertAsync(string kind, Guid subject, DateTimeOffset now, CancellationToken cancellation)
    {
        var (organisation, id, due) = (scope.Current, Guid.CreateVersion7(now), now.ToUnixTimeMilliseconds());
        var queued = nameof(JobState.Queued);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO jobs (organisation_id, id, kind, subject_id, state, attempts, due_at)
            VALUES ({organisation}, {id}, {kind}, {subject}, {queued}, 0, {due}) ON CONFLICT DO NOTHING
            """,
            cancellation);
    }
}
