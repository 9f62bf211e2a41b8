using Collegue.Storage.Jobs;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Jobs;

/// <summary>Work that comes back has one row, queued anew each time.</summary>
public sealed class AskedAgainTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task What_is_done_is_done_again_when_asked(Engine engine)
    {
        var (yard, ask, subject) = await PrepareAsync(engine);
        await using var _ = yard;
        await ask(false);
        await ask(false);
        var first = await yard.ClaimAsync();
        await yard.CompleteAsync(first!);

        Assert.Null(await yard.ClaimAsync());
        await ask(false);
        var second = await yard.ClaimAsync();

        Assert.Equal((subject, 1), (second!.SubjectId, second.Attempts));
        await yard.CompleteAsync(first!);
        Assert.Equal(JobState.Running, (await yard.JobAsync(subject)).State);
        await yard.CompleteAsync(second);
        Assert.Equal(JobState.Done, (await yard.JobAsync(subject)).State);
    }

    [Theory, BothEngines]
    public async Task Asked_while_it_runs_it_runs_once_more_only_if_it_must(Engine engine)
    {
        var (yard, ask, subject) = await PrepareAsync(engine);
        await using var _ = yard;
        await ask(false);
        var first = await yard.ClaimAsync();
        await ask(false);
        await yard.CompleteAsync(first!);
        Assert.Equal(JobState.Done, (await yard.JobAsync(subject)).State);

        await ask(false);
        var second = await yard.ClaimAsync();
        await ask(true);
        await ask(true);
        await yard.CompleteAsync(second!);

        var third = await yard.ClaimAsync();
        Assert.Equal((subject, 1), (third!.SubjectId, third.Attempts));
        await yard.CompleteAsync(third);
        Assert.Equal(JobState.Done, (await yard.JobAsync(subject)).State);
    }

    [Theory, BothEngines]
    public async Task What_was_given_up_begins_afresh(Engine engine)
    {
        var (yard, ask, subject) = await PrepareAsync(engine);
        await using var _ = yard;
        await ask(false);
        await using (var session = yard.Database.OpenInstance())
        {
            await session.Db.Jobs.Where(row => row.SubjectId == subject).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, JobState.Failed).SetProperty(row => row.Attempts, JobQueue.MaxAttempts),
                TestContext.Current.CancellationToken);
        }

        await ask(false);

        var again = await yard.ClaimAsync();
        Assert.Equal((subject, 1), (again!.SubjectId, again.Attempts));
        await yard.CompleteAsync(again);
    }

    [Theory, BothEngines]
    public async Task Several_who_ask_first_leave_one_row(Engine engine)
    {
        var (yard, ask, subject) = await PrepareAsync(engine);
        await using var _ = yard;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ask(false)));

        var claimed = await yard.ClaimAsync();
        Assert.Equal(subject, claimed!.SubjectId);
        Assert.Null(await yard.ClaimAsync());
        await yard.CompleteAsync(claimed);
    }

    private async Task<(JobYard Yard, Func<bool, Task> Ask, Guid Subject)> PrepareAsync(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var subject = Guid.CreateVersion7(database.Clock.GetUtcNow());
        var yard = new JobYard(database, (_, _) => Task.CompletedTask);
        return (yard, again => yard.AskAsync(organisation, subject, again), subject);
    }
}
