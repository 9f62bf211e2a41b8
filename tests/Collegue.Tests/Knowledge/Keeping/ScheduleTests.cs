using Collegue.Knowledge.Importing;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Tests.Jobs;
using Collegue.Tests.Knowledge.Folder;
using Collegue.Tests.Storage;
using Collegue.Workers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Keeping;

/// <summary>A source is read at its hour, once, however many nodes look.</summary>
public sealed class ScheduleTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Two_nodes_ask_once_when_the_hour_has_come(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await using var yard = new JobYard(kept.Database, (_, _) => Task.CompletedTask);
        await kept.ImportAsync(ShelfSource.Of(ShelfSource.Page("p", "Page", "Texte.\n")));
        Assert.True(await kept.Control.ScheduleAsync(kept.Id, Rhythm.Day, null, Cancellation));
        Assert.False(await kept.Control.ScheduleAsync(kept.Id, Rhythm.Day, null, Cancellation));
        kept.Database.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await yard.Clock().QueueDueAsync(Cancellation));

        kept.Database.Clock.Advance(TimeSpan.FromHours(1));
        var asked = await Task.WhenAll(yard.Clock().QueueDueAsync(Cancellation), yard.Clock().QueueDueAsync(Cancellation));

        Assert.Equal(1, asked.Sum());
        Assert.Equal(JobState.Queued, await kept.JobAsync());
        Assert.Equal(kept.Database.Clock.GetUtcNow().AddHours(24), (await kept.RowAsync()).NextAt);
        Assert.True(await yard.RunOneAsync());
        Assert.True(await kept.Control.ScheduleAsync(kept.Id, Rhythm.Never, null, Cancellation));
    }

    [Theory, BothEngines]
    public async Task A_paused_source_is_left_alone(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await using var yard = new JobYard(kept.Database, (_, _) => Task.CompletedTask);
        await kept.ImportAsync(ShelfSource.Of(ShelfSource.Page("p", "Page", "Texte.\n")));
        await kept.Control.ScheduleAsync(kept.Id, Rhythm.Week, null, Cancellation);
        await kept.Control.PauseAsync(kept.Id, null, Cancellation);
        kept.Database.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal(0, await yard.Clock().QueueDueAsync(Cancellation));
        await kept.Reading.HandleAsync(kept.Id, Cancellation);
        Assert.Equal(1, await kept.Session.Db.ImportRuns.CountAsync(Cancellation));
    }

    [Theory, BothEngines]
    public async Task A_folder_is_brought_up_to_date_and_its_next_hour_is_counted_from_now(Engine engine)
    {
        using var folder = new DocumentFolder();
        folder.With("a.md", "Le repas coûte 3 €.").With("b.md", "La piscine ferme à 19 h.").With("vide.md", "");
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        var origin = new ImportOrigin(SourceKind.Folder, folder.Root) { EveryHours = 24 };
        await kept.ImportAsync(ShelfSource.Of(ShelfSource.Page("vieux", "Vieux", "Texte.\n")), kept.Target with { Origin = origin });
        kept.Database.Clock.Advance(TimeSpan.FromDays(3));

        await kept.Reading.HandleAsync(kept.Id, Cancellation);

        var run = await kept.LastRunAsync();
        Assert.Equal((ImportState.Finished, 2, 1), (run.State, run.Added, run.Skipped));
        Assert.Equal("vide.md", Assert.Single(run.Issues).File);
        Assert.Equal("Titre de pages", (await kept.CollectionAsync()).Title);
        Assert.Equal(kept.Database.Clock.GetUtcNow().AddHours(24), (await kept.RowAsync()).NextAt);

        folder.With("vide.md", "Il ne l'est plus.");
        kept.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await kept.Reading.HandleAsync(kept.Id, Cancellation);

        run = await kept.LastRunAsync();
        Assert.Equal((1, 2, 0), (run.Added, run.Unchanged, run.Skipped));
        Assert.True(await kept.Control.ScheduleAsync(kept.Id, Rhythm.Never, null, Cancellation));
    }

    [Theory, BothEngines]
    public async Task A_place_that_is_gone_is_a_failed_import_with_its_reason(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await kept.ImportAsync(ShelfSource.Of(ShelfSource.Page("p", "Page", "Texte.\n")));
        kept.Database.Clock.Advance(TimeSpan.FromMinutes(1));

        await kept.Reading.HandleAsync(kept.Id, Cancellation);

        var run = await kept.LastRunAsync();
        Assert.Equal(ImportState.Failed, run.State);
        Assert.Contains("/nowhere/pages", run.Failure, StringComparison.Ordinal);
        Assert.Equal(1, await kept.Session.Db.Documents.CountAsync(Cancellation));
    }

    [Theory, BothEngines]
    public async Task Deleting_a_source_leaves_nothing_but_its_history(Engine engine)
    {
        await using var kept = await KeptSource.OpenAsync(storage, engine);
        await kept.ImportAsync(ShelfSource.Of(ShelfSource.Page("p", "Page", "Texte.\n")));
        Assert.Single(await kept.Library.FindAsync(kept.Organisation, "texte"));

        Assert.True(await kept.Control.DeleteAsync(kept.Id, null, Cancellation));

        Assert.Empty(await kept.Library.FindAsync(kept.Organisation, "texte"));
        Assert.False(await kept.Session.Db.Collections.AnyAsync(Cancellation));
        Assert.False(await kept.Session.Db.Sources.AnyAsync(Cancellation));
        Assert.Equal((1, "source.deleted"), (await kept.Session.Db.ImportRuns.CountAsync(Cancellation), await kept.LastActionAsync()));
        await kept.Reading.HandleAsync(kept.Id, Cancellation);
    }
}
