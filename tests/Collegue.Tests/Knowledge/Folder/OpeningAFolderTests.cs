using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Folder;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class OpeningAFolderTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_folder_or_a_file_is_refused_by_name()
    {
        folder.With("page.md", "Texte.");

        Assert.Contains("absent", Refused(Path.Combine(folder.Root, "absent")));
        Assert.Contains("n'existe pas", Refused(Path.Combine(folder.Root, "absent")));
        Assert.Contains("pas un dossier", Refused(Path.Combine(folder.Root, "page.md")));
        Assert.Contains("n'existe pas", Refused(""));
    }

    [Theory]
    [InlineData("collection.yaml", "name: mairie\ntitle: [oubli")]
    [InlineData("collection.yaml", "name: mairie\nshared_with_children: peut-être")]
    [InlineData("collection.yaml", "name: Mairie de X\n")]
    [InlineData("documents.yaml", "a.pdf:\n  title: Un\na.pdf:\n  title: Deux\n")]
    [InlineData("documents.yaml", "a.pdf: juste un titre\n")]
    [InlineData("documents.yaml", "- a.pdf\n")]
    [InlineData("documents.yaml", "a: [[[[[[[[[[[[")]
    public void A_manifest_that_cannot_be_read_is_refused_in_one_line(string file, string yaml)
    {
        folder.With(file, yaml);

        var reason = Refused(folder.Root);

        Assert.StartsWith(file, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void A_manifest_nested_beyond_reason_is_refused()
    {
        folder.With("documents.yaml", "a: " + new string('[', 1_000_000));

        Assert.Contains("imbriqué", Refused(folder.Root));
    }

    [Fact]
    public void Without_manifest_the_collection_is_named_after_the_folder()
    {
        Assert.Equal(new FolderCollection("guide-pratique", "guide pratique", null, false, null, null), folder.Open().Collection);
    }

    [Fact]
    public void The_manifest_describes_the_collection()
    {
        folder.With("collection.yaml", """
            name: eau
            title: "Service de l'eau"
            organisation: val-d-amarelle
            shared_with_children: true
            owner_department: eau
            licence: CC0-1.0
            """);

        Assert.Equal(
            new FolderCollection("eau", "Service de l'eau", "val-d-amarelle", true, "eau", "CC0-1.0", IsDescribed: true), folder.Open().Collection);
    }

    [Fact]
    public async Task Hidden_files_manifests_and_the_readme_of_the_folder_are_not_documents()
    {
        folder.With("README.md", "Notes.").With(".git/config.md", "x").With(".cache.md", "x").With("~$lettre.docx", "x")
            .With("collection.yaml", "name: a").With("documents.yaml", "").With("sous/README.md", "Un vrai document.");

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("sous/README", document.Key);
        Assert.Equal(1, folder.Open().Expected);
    }

    [Fact]
    public async Task The_listing_completes_what_a_file_says_of_itself()
    {
        folder.With("sport/piscine.txt", "La piscine ouvre à 9 h.")
            .With("sport/stade.md", "---\ntitle: Le stade\n---\nLe stade ferme à 22 h.")
            .With("documents.yaml", """
                sport/piscine.txt:
                  title: "La piscine"
                  url: https://www.sainte-amarelle.example/piscine
                  updated: 2026-09-01
                  valid_from: 01/09/2026
                  valid_until: 2027-08-31
                  theme: Sport
                  audience: particuliers
                  department: culture-sport
                ./sport/stade.md: { title: Autre titre, theme: Sport }
                """);

        var documents = (await folder.ReadAsync()).Select(item => Assert.IsType<SourceItem.Read>(item).Document).ToList();

        var pool = documents[0];
        Assert.Equal(("sport/piscine", "La piscine", "https://www.sainte-amarelle.example/piscine"), (pool.Key, pool.Title, pool.Url));
        Assert.Equal(["Sport", "sport"], pool.Path);
        Assert.Equal(("Sport", "particuliers"), (pool.Theme, pool.Audience));
        Assert.Equal(
            (new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 1), new DateOnly(2027, 8, 31)),
            (pool.Updated, pool.ValidFrom, pool.ValidUntil));
        Assert.Equal(("Le stade", "Sport"), (documents[1].Title, documents[1].Theme));
    }

    [Fact]
    public async Task A_listed_file_that_is_not_there_is_named()
    {
        folder.With("documents.yaml", "parti.pdf:\n  title: Parti\n").With("reste.txt", "Texte.");

        var items = await folder.ReadAsync();

        Assert.Equal(2, items.Count);
        Assert.Equal("parti.pdf", Assert.IsType<SourceItem.Skipped>(items[1]).File);
    }

    [Fact]
    public async Task A_cancelled_reading_stops()
    {
        folder.With("a.txt", "Texte.");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in folder.Open().ReadAsync(cancelled.Token))
            {
            }
        });
    }

    private static string Refused(string path) => Assert.IsType<FolderOpening.Refused>(FolderSource.Open(path)).Reason;
}
