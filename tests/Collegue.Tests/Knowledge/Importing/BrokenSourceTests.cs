using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Importing;

/// <summary>Broken files are named and skipped; a source that stops, or an import that is killed, loses nothing.</summary>
public sealed class BrokenSourceTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly SourceDocument[] Pages =
        [.. Enumerable.Range(1, 30).Select(number => ShelfSource.Page($"pages/p{number}", $"Page {number}", $"Texte numéro {number}.\n"))];

    [Theory, BothEngines]
    public async Task A_broken_file_is_named_and_the_rest_goes_in(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();

        var summary = await library.ImportAsync(
            new ShelfSource(ShelfSource.Read(Pages[0]), ShelfSource.Broken("pages/p2.md"), ShelfSource.Read(Pages[2])), Library.Target(organisation));

        Assert.Equal((2, 1), (summary.Added, summary.Skipped));
        Assert.Equal([new SkippedFile("pages/p2.md", "it is truncated")], summary.Issues);
        var run = await LastRunAsync(library, organisation);
        Assert.Equal((ImportState.Finished, 2, 1), (run.State, run.Added, run.Skipped));
        Assert.Equal(("pages/p2.md", "it is truncated"), (run.Issues[0].File, run.Issues[0].Reason));
    }

    [Theory, BothEngines]
    public async Task Documents_that_cannot_be_kept_are_skipped_by_name(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        var strange = Pages[3] with { Passages = [ShelfSource.Passage("Avant\0après \ud83d fin \U0001F600.\n"), ShelfSource.Passage(" \n")] };

        var summary = await library.ImportAsync(
            ShelfSource.Of(Pages[0] with { Title = " " }, Pages[1] with { Key = new string('x', 401) }, Pages[2], Pages[2], strange),
            Library.Target(organisation));

        Assert.Equal((2, 3), (summary.Added, summary.Skipped));
        await using var session = await library.Database.OpenAsync(organisation);
        var texts = await session.Db.Passages.Select(row => row.Text).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Avantaprès \ufffd fin \U0001F600.\n", texts);
        Assert.Equal(2, texts.Count);
    }

    [Theory, BothEngines]
    public async Task What_a_broken_file_held_is_kept(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        await library.ImportAsync(ShelfSource.Of(Pages), Library.Target(organisation));

        var summary = await library.ImportAsync(
            new ShelfSource([.. Pages.Skip(2).Select(ShelfSource.Read), ShelfSource.Broken("archive/p1.xml")]), Library.Target(organisation));

        Assert.Equal((1, 1), (summary.Removed, summary.Missing));
        await using var session = await library.Database.OpenAsync(organisation);
        Assert.True(await session.Db.Documents.AnyAsync(row => row.Key == "pages/p1", TestContext.Current.CancellationToken));
        Assert.False(await session.Db.Documents.AnyAsync(row => row.Key == "pages/p2", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(30, 4)]
    [InlineData(20, 1)]
    [InlineData(0, 0)]
    public async Task A_mostly_broken_source_removes_nothing(int read, int broken)
    {
        await using var library = new Library(await storage.OnAsync(Engine.Sqlite));
        var organisation = await library.Database.AddOrganisationAsync();
        var gone = Enumerable.Range(40, 2).Select(number => ShelfSource.Page($"vieux/v{number}", "Vieux", "Vieux texte.\n"));
        await library.ImportAsync(ShelfSource.Of([.. Pages, .. gone]), Library.Target(organisation));

        var summary = await library.ImportAsync(
            new ShelfSource([.. Pages.Take(read).Select(ShelfSource.Read), .. Enumerable.Range(0, broken).Select(at => ShelfSource.Broken($"x{at}"))]),
            Library.Target(organisation));

        Assert.Equal((0, 32 - read), (summary.Removed, summary.Missing));
    }

    [Theory, BothEngines]
    public async Task A_source_that_stops_is_told_and_the_next_import_goes_on(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        var stopping = new ShelfSource([.. Pages.Select(ShelfSource.Read)])
        {
            Before = at => at == 20 ? throw new IOException("the line\nwas cut") : Task.CompletedTask,
        };

        var failed = Assert.IsType<ImportOutcome.Failed>(await library.RunAsync(stopping, Library.Target(organisation)));
        var searchable = (await library.FindAsync(organisation, "texte", top: 50)).Count;
        var next = await library.ImportAsync(ShelfSource.Of(Pages), Library.Target(organisation));

        Assert.Equal(("the line was cut", 20), (failed.Reason, failed.Summary.Added));
        Assert.Equal(20, searchable);
        Assert.Equal((10, 20, 0), (next.Added, next.Unchanged, next.Removed));
    }

    [Theory, BothEngines]
    public async Task A_cancelled_import_is_closed_and_keeps_what_it_stored(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        using var stop = new CancellationTokenSource();
        var source = new ShelfSource([.. Pages.Select(ShelfSource.Read)])
        {
            Before = at =>
            {
                library.Database.Clock.Advance(TimeSpan.FromSeconds(2));
                return at == 20 ? stop.CancelAsync() : Task.CompletedTask;
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => library.RunAsync(source, Library.Target(organisation), stop.Token));

        Assert.Equal(ImportState.Failed, (await LastRunAsync(library, organisation)).State);
        Assert.Equal(20, (await library.ImportAsync(ShelfSource.Of(Pages), Library.Target(organisation))).Unchanged);
    }

    [Theory, BothEngines]
    public async Task A_killed_import_is_marked_failed_and_its_documents_become_findable(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        var target = Library.Target(organisation);
        await library.ImportAsync(ShelfSource.Of(Pages), target);
        var killed = await KillAtTheEndAsync(library, organisation);

        var summary = await library.ImportAsync(ShelfSource.Of(Pages), target);

        Assert.True(summary.NothingChanged);
        await using var session = await library.Database.OpenAsync(organisation);
        Assert.Equal(ImportState.Failed, (await session.Db.ImportRuns.SingleAsync(
            run => run.Id == killed, TestContext.Current.CancellationToken)).State);
        Assert.Equal(2, (await session.Db.Collections.SingleAsync(TestContext.Current.CancellationToken)).Version);
    }

    [Theory, BothEngines]
    public async Task A_newer_import_takes_over_and_the_older_one_stops(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        var target = Library.Target(organisation);
        ImportSummary? newer = null;
        var older = new ShelfSource([.. Pages.Select(ShelfSource.Read)])
        {
            Before = async at =>
            {
                if (at == 10)
                {
                    newer = await library.ImportAsync(ShelfSource.Of(Pages), target);
                }
            },
        };

        Assert.IsType<ImportOutcome.Superseded>(await library.RunAsync(older, target));

        Assert.Equal(30, newer!.Added);
        await using var session = await library.Database.OpenAsync(organisation);
        Assert.Equal(30, await session.Db.Documents.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal([ImportState.Failed, ImportState.Finished], await session.Db.ImportRuns.OrderBy(run => run.StartedAt)
            .ThenBy(run => run.State == ImportState.Finished).Select(run => run.State).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, BothEngines]
    public async Task The_audit_trail_tells_of_each_import(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        await library.ImportAsync(ShelfSource.Of(Pages), Library.Target(organisation));

        await using var session = await library.Database.OpenAsync(organisation);

        var entries = await session.Db.AuditEntries.OrderBy(row => row.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["import.started", "import.finished"], entries.Select(row => row.Action));
        Assert.Equal("collection=pages;state=finished;added=30;changed=0;unchanged=0;removed=0;skipped=0", entries[1].Detail);
        Assert.Null(await session.Trail.VerifyAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What <c>kill -9</c> leaves after the last document and before the end: a run still marked running.</summary>
    private static async Task<Guid> KillAtTheEndAsync(Library library, Organisation organisation)
    {
        var run = new ImportRun
        {
            OrganisationId = organisation.Id,
            Id = Guid.CreateVersion7(library.Database.Clock.GetUtcNow()),
            Collection = "pages",
            Source = "shelf",
            StartedAt = library.Database.Clock.GetUtcNow(),
        };
        await library.Database.AddAsync(organisation, run);
        return run.Id;
    }

    private static async Task<ImportRun> LastRunAsync(Library library, Organisation organisation)
    {
        await using var session = await library.Database.OpenAsync(organisation);
        return await session.Db.ImportRuns.Include(run => run.Issues).SingleAsync(TestContext.Current.CancellationToken);
    }
}
