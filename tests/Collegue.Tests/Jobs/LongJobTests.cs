using Collegue.Storage.Jobs;
using Collegue.Tests.Storage;
using Collegue.Workers;
using Xunit;

namespace Collegue.Tests.Jobs;

/// <summary>Work longer than a lease is done by one process at a time, and taken up when that process dies.</summary>
public sealed class LongJobTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task The_lease_is_renewed_while_the_work_goes_on(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var subject = Guid.CreateVersion7(database.Clock.GetUtcNow());
        var (begun, done) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var yard = new JobYard(database, async (_, cancellation) =>
        {
            begun.SetResult();
            await done.Task.WaitAsync(cancellation);
        });
        await yard.AskAsync(await database.AddOrganisationAsync(), subject);
        var work = yard.RunOneAsync();
        await begun.Task;

        for (var beat = 0; beat < 6; beat++)
        {
            var until = (await yard.JobAsync(subject)).LeaseUntil;
            database.Clock.Advance(TimeSpan.FromSeconds(20));
            await yard.UntilAsync(subject, job => job.LeaseUntil > until);
            Assert.Null(await yard.ClaimAsync());
        }

        done.SetResult();
        Assert.True(await work);
        Assert.Equal((JobState.Done, 1), ((await yard.JobAsync(subject)).State, (await yard.JobAsync(subject)).Attempts));
    }

    [Theory, BothEngines]
    public async Task What_a_killed_process_held_is_taken_up_after_its_lease(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var subject = Guid.CreateVersion7(database.Clock.GetUtcNow());
        var handled = new List<Guid>();
        await using var yard = new JobYard(database, (id, _) =>
        {
            handled.Add(id);
            return Task.CompletedTask;
        });
        await yard.AskAsync(await database.AddOrganisationAsync(), subject);
        var killed = await yard.ClaimAsync();

        Assert.False(await yard.RunOneAsync());
        database.Clock.Advance(JobQueue.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await yard.RunOneAsync());

        Assert.Equal([subject], handled);
        await yard.CompleteAsync(killed!);
        Assert.Equal((JobState.Done, 2), ((await yard.JobAsync(subject)).State, (await yard.JobAsync(subject)).Attempts));
    }

    [Theory, BothEngines]
    public async Task Whoever_lost_the_lease_is_stopped(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var subject = Guid.CreateVersion7(database.Clock.GetUtcNow());
        var begun = new TaskCompletionSource();
        var stopped = false;
        await using var slow = new JobYard(database, async (_, cancellation) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                stopped = true;
                throw;
            }
        });
        await slow.AskAsync(await database.AddOrganisationAsync(), subject);
        var work = slow.RunOneAsync();
        await begun.Task;
        await StealAsync(database, subject);
        database.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.True(await work);

        Assert.True(stopped);
        var job = await slow.JobAsync(subject);
        Assert.Equal((JobState.Running, 2), (job.State, job.Attempts));
        await slow.CompleteAsync(new ClaimedJob(job.Id, job.OrganisationId, job.Kind, subject, 2, job.DueAt, job.FinishedAt));
    }

    [Theory, BothEngines]
    public async Task Two_workers_never_do_one_job_together(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var subjects = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7(database.Clock.GetUtcNow())).ToList();
        var handled = new System.Collections.Concurrent.ConcurrentQueue<Guid>();
        await using var one = new JobYard(database, Handle);
        await using var two = new JobYard(database, Handle);
        foreach (var subject in subjects)
        {
            await one.AskAsync(organisation, subject);
        }

        await Task.WhenAll(EmptyAsync(one), EmptyAsync(two), EmptyAsync(one), EmptyAsync(two));

        Assert.Equal(subjects.Order(), handled.Order());

        Task Handle(Guid subject, CancellationToken cancellation)
        {
            handled.Enqueue(subject);
            return Task.CompletedTask;
        }

        static async Task EmptyAsync(JobYard yard)
        {
            while (await yard.RunOneAsync())
            {
                // Until none is left.
            }
        }
    }

    [Fact]
    public void Only_one_lane_takes_work_of_minutes() =>
        Assert.Equal([0], Enumerable.Range(0, 4).Where(lane => JobLanes.LeftToOthers(lane).Count == 0));

    /// <summary>Another process claims the job as if the lease had ended.</summary>
    private static async Task StealAsync(TestDatabase database, Guid subject)
    {
        await using var session = database.OpenInstance();
        var job = session.Db.Jobs.Single(row => row.SubjectId == subject);
        job.Attempts++;
        await session.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
