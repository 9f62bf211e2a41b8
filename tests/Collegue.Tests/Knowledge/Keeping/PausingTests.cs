using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Keeping;

/// <summary>A human stops an import in its middle, and goes on later.</summary>
public sealed class PausingTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly SourceDocument[] Pages =
        [.. Enumerable.Range(1, 30).Select(number => ShelfSource.Page($"pages/p{number}", $"Page {number}", $"Texte numéro {number}.\n"))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_paused_import_stops_and_goes_on_from_what_it_stored(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await kept.ImportAsync(ShelfSource.Of(Pages[0]));
        kept.Database.Clock.Advance(TimeSpan.FromMinutes(1));

        var paused = await kept.ImportAsync(PausedAt(kept, 12));

        var run = Assert.IsType<ImportOutcome.Paused>(paused).Run;
        var last = await kept.LastRunAsync();
        Assert.Equal((run, ImportState.Paused), (last.Id, last.State));
        Assert.NotNull(last.FinishedAt);
        var stored = await kept.Session.Db.Documents.CountAsync(Cancellation);
        Assert.InRange(stored, 2, 29);
        Assert.Equal(stored, (await kept.Library.FindAsync(kept.Organisation, "texte", top: 50)).Count);
        Assert.Equal(new ImportOutcome.Paused(null), await kept.Library.RunAsync(ShelfSource.Of(Pages), kept.Target));

        Assert.True(await kept.Control.ResumeAsync(kept.Id, null, Cancellation));
        Assert.Equal((JobState.Queued, "source.resumed"), (await kept.JobAsync(), await kept.LastActionAsync()));
        var finished = Assert.IsType<ImportOutcome.Finished>(await kept.ImportAsync(ShelfSource.Of(Pages))).Summary;
        Assert.Equal((30 - stored, stored, 0), (finished.Added, finished.Unchanged, finished.Removed));
    }

    [Theory, BothEngines]
    public async Task The_old_index_serves_what_was_there_while_it_is_paused(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await kept.ImportAsync(ShelfSource.Of(Pages));

        await kept.ImportAsync(PausedAt(kept, 5));

        Assert.Equal(30, (await kept.Library.FindAsync(kept.Organisation, "texte", top: 50)).Count);
        Assert.Equal(1, (await kept.CollectionAsync()).Version);
    }

    [Theory, BothEngines]
    public async Task The_command_line_goes_on_only_when_it_is_told_to(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await kept.ImportAsync(ShelfSource.Of(Pages[0]));
        await kept.Control.PauseAsync(kept.Id, null, Cancellation);

        Assert.Equal(new ImportOutcome.Paused(null), await kept.ImportAsync(ShelfSource.Of(Pages)));
        Assert.Equal(1, await kept.Session.Db.ImportRuns.CountAsync(Cancellation));
        var origin = kept.Target.Origin! with { Resumes = true, EveryHours = 24 };
        Assert.IsType<ImportOutcome.Finished>(await kept.ImportAsync(ShelfSource.Of(Pages), kept.Target with { Origin = origin }));

        var row = await kept.RowAsync();
        Assert.Equal((false, 24, kept.Database.Clock.GetUtcNow().AddHours(24)), (row.Paused, row.EveryHours, row.NextAt));
    }

    [Theory, BothEngines]
    public async Task Pausing_and_going_on_are_done_once(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await kept.ImportAsync(ShelfSource.Of(Pages[0]));

        Assert.False(await kept.Control.ResumeAsync(kept.Id, null, Cancellation));
        Assert.True(await kept.Control.PauseAsync(kept.Id, null, Cancellation));
        Assert.False(await kept.Control.PauseAsync(kept.Id, null, Cancellation));
        Assert.False(await kept.Control.ReadNowAsync(kept.Id, null, Cancellation));
        Assert.False(await kept.Control.PauseAsync(kept.Database.Rows.NewId(), null, Cancellation));
        Assert.Null(await kept.JobAsync());
    }

    /// <summary>Somebody presses "pause" just before this document; time passes, so that progress is written at each one.</summary>
    private static ShelfSource PausedAt(KeptSource kept, int document) => new([.. Pages.Select(ShelfSource.Read)])
    {
        Before = async at =>
        {
            kept.Database.Clock.Advance(TimeSpan.FromSeconds(2));
            if (at == document)
            {
                await using var session = await kept.Database.OpenAsync(kept.Organisation);
                Assert.True(await new Collegue.Workers.SourceControl(
                    session.Db, session.Scope, new JobRequests(session.Db, session.Scope, kept.Database.Clock), session.Trail, kept.Database.Clock)
                    .PauseAsync(kept.Id, null, Cancellation));
            }
        },
    };
}
