using Collegue.Knowledge.Sources;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class DocumentKeyTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Of_files_that_differ_by_their_extension_the_page_keeps_the_plain_key()
    {
        folder.With("tarifs.csv", "Nom;Prix\nPain;1").With("tarifs.md", "Page.").With("tarifs.html", "<p>Page.</p>")
            .With("tarifs.csv.txt", "Texte.");

        var keys = (await folder.ReadAsync()).Select(item => Assert.IsType<SourceItem.Read>(item).Document.Key);

        Assert.Equal(["tarifs.csv~", "tarifs.csv", "tarifs.html", "tarifs"], keys);
    }

    [Fact]
    public async Task A_path_written_with_separate_accents_gives_the_same_key_and_finds_its_listing()
    {
        folder.With("e\u0301cole/cantine.txt", "Texte.").With("documents.yaml", "école/cantine.txt:\n  title: La cantine\n");

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal(("école/cantine", "La cantine"), (document.Key, document.Title));
    }

    [Fact]
    public async Task Links_are_followed_inside_the_folder_only()
    {
        File.WriteAllText(Path.Combine(folder.Outside, "secret.txt"), "Secret.");
        Directory.CreateDirectory(Path.Combine(folder.Outside, "ailleurs"));
        File.WriteAllText(Path.Combine(folder.Outside, "ailleurs", "page.txt"), "Secret.");
        folder.With("vrai/page.txt", "Texte public.");
        File.CreateSymbolicLink(Path.Combine(folder.Root, "fuite.txt"), Path.Combine(folder.Outside, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "fuites"), Path.Combine(folder.Outside, "ailleurs"));
        // The link itself stays inside, what it passes through does not.
        File.CreateSymbolicLink(Path.Combine(folder.Root, "detour.txt"), Path.Combine(folder.Root, "fuites", "page.txt"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "vrai", "boucle"), folder.Root);
        File.CreateSymbolicLink(Path.Combine(folder.Root, "casse.txt"), Path.Combine(folder.Root, "rien.txt"));
        File.CreateSymbolicLink(Path.Combine(folder.Root, "alias.txt"), Path.Combine(folder.Root, "vrai", "page.txt"));

        var items = await folder.ReadAsync();

        Assert.Equal(["alias", "vrai/page"], items.OfType<SourceItem.Read>().Select(item => item.Document.Key));
        Assert.Equal(
            ["casse.txt", "detour.txt", "fuite.txt", "fuites"], items.OfType<SourceItem.Skipped>().Select(item => item.File));
    }

    [Fact]
    public async Task A_path_longer_than_a_key_is_named()
    {
        var path = string.Concat(Enumerable.Repeat("dossier-au-nom-assez-long-pour-depasser/", 11)) + "page.txt";
        folder.With(path, "Texte.");

        Assert.Equal(path, (await folder.OnlySkippedAsync()).File);
    }
}
