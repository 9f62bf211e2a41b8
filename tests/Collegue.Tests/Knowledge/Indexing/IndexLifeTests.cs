using System.Globalization;
using Collegue.Knowledge.Importing;
using Collegue.Storage.Organisations;
using Collegue.Tests.Knowledge.Searching;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Knowledge.Indexing;

/// <summary>The index follows the database, is shared by processes, and can be lost.</summary>
public sealed class IndexLifeTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.OnSqlite();
    private Library _library = null!;
    private Organisation _here = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await SearchShelf.OpenAsync(_database);
        _here = await _database.AddOrganisationAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _library.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Knowing_nothing_is_a_normal_state()
    {
        Assert.Empty(await _library.Search.FindAsync(Library.Query(_here, "carte"), TestContext.Current.CancellationToken));
        await _library.ImportAsync(ShelfSource.Of(), Library.Target(_here));
        Assert.Empty(await _library.KeysAsync(_here, "carte"));
    }

    [Fact]
    public async Task A_document_without_passages_is_found_by_its_title()
    {
        await _library.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("vide", "Guide des chiens", " ", "Tout sur les chiens")), Library.Target(_here));

        var hit = (await _library.FindAsync(_here, "chien"))[0];

        Assert.Equal(("vide", "Tout sur les chiens", Guid.Empty), (hit.Document, hit.PassageText, hit.PassageId));
    }

    [Fact]
    public async Task An_import_is_seen_after_two_seconds_and_the_old_folder_goes()
    {
        await ImportAsync("ancien");
        Assert.Equal(["ancien"], await _library.KeysAsync(_here, "piscine"));
        await ImportAsync("nouveau");

        Assert.Equal(["ancien"], await SearchAsync());
        _database.Clock.Advance(TimeSpan.FromSeconds(3));
        await SearchAsync();
        await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["nouveau"], await SearchAsync());
        Assert.Single(Directory.GetDirectories(_library.IndexFolder));
    }

    [Fact]
    public async Task A_search_under_way_keeps_its_index_until_it_ends()
    {
        await ImportAsync("ancien");
        await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);
        string folder;
        using (var lease = await _library.Index.AcquireAsync(TestContext.Current.CancellationToken))
        {
            folder = lease.Snapshot.Folder;
            await ImportAsync("nouveau");
            await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);

            Assert.Equal("ancien", lease.Snapshot.Documents.Doc(0).Get("key", CultureInfo.InvariantCulture));
            Assert.True(Directory.Exists(folder));
            Assert.Equal(["nouveau"], await SearchAsync());
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Searches_never_fail_while_indexes_are_swapped()
    {
        await ImportAsync("page0");
        await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var searching = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var searches = 0;
            while (!stop.IsCancellationRequested || searches == 0)
            {
                Assert.StartsWith("page", Assert.Single(await SearchAsync()), StringComparison.Ordinal);
                searches++;
            }

            return searches;
        })).ToList();

        for (var swap = 1; swap <= 5; swap++)
        {
            await ImportAsync($"page{swap}");
            await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(searching), searches => Assert.True(searches > 0));
        Assert.Equal(["page5"], await SearchAsync());
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("truncate")]
    [InlineData("scribble")]
    [InlineData("hollow")]
    public async Task A_damaged_index_is_built_again(string damage)
    {
        await ImportAsync("page");
        await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);
        await _library.Index.DisposeAsync();
        var generation = Directory.GetDirectories(_library.IndexFolder).Single();
        Damage(generation, damage);

        await using var restarted = new Library(_database, _library.IndexFolder);

        Assert.Equal(["page"], await restarted.KeysAsync(_here, "piscine"));
    }

    [Fact]
    public async Task Two_processes_share_the_folder()
    {
        await ImportAsync("ancien");
        await using var other = new Library(_database, _library.IndexFolder);
        var both = Task.WhenAll(
            _library.Index.RefreshAsync(TestContext.Current.CancellationToken), other.Index.RefreshAsync(TestContext.Current.CancellationToken));
        while (!both.IsCompleted)
        {
            // The one that waits for the other to build waits by this clock.
            _database.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await both;

        await other.ImportAsync(ShelfSource.Of(ShelfSource.Page("nouveau", "Piscine", "La piscine.\n")), Library.Target(_here));
        await other.Index.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ancien"], await SearchAsync());
        Assert.Equal(["nouveau"], await other.KeysAsync(_here, "piscine"));
        Assert.Equal(["nouveau"], await _library.KeysAsync(_here, "piscine"));
        Assert.Single(Directory.GetDirectories(_library.IndexFolder));
    }

    [Fact]
    public async Task What_a_killed_builder_left_is_swept()
    {
        var left = Directory.CreateDirectory(Path.Combine(_library.IndexFolder, ".building-dead"));

        await ImportAsync("page");
        await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.False(Directory.Exists(left.FullName));
    }

    private Task<ImportSummary> ImportAsync(string key) =>
        _library.ImportAsync(ShelfSource.Of(ShelfSource.Page(key, "Piscine", "La piscine ouvre à 9 h.\n")), Library.Target(_here));

    private async Task<string[]> SearchAsync() =>
        [.. (await _library.Search.FindAsync(Library.Query(_here, "piscine"), TestContext.Current.CancellationToken)).Select(hit => hit.Document)];

    private static void Damage(string generation, string damage)
    {
        var files = Directory.GetFiles(Path.Combine(generation, "passages"), "*.cfs").Concat(Directory.GetFiles(Path.Combine(generation, "passages"), "*.fdt")).ToList();
        Assert.NotEmpty(files);
        switch (damage)
        {
            case "delete":
                Directory.Delete(generation, recursive: true);
                break;
            case "hollow":
                Directory.Delete(Path.Combine(generation, "documents"), recursive: true);
                break;
            case "truncate":
                using (var file = File.OpenWrite(files[0]))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "scribble":
                using (var file = File.OpenWrite(files[0]))
                {
                    file.Position = file.Length / 2;
                    file.Write("scribble"u8);
                }

                break;
        }
    }
}
