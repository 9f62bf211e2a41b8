using System.Net;
using System.Text;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Collections;

public sealed class FilesScreen(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";

    [Fact]
    public async Task A_new_collection_takes_files_says_what_became_of_each_and_shows_their_passages()
    {
        using var lead = await server.AgentAsync("chef-scolaire");

        var files = await lead.SendAsync(await lead.OpenAsync("/desk/knowledge/new"), "ReadBy", new Dictionary<string, string>
        {
            ["Title"] = "Règlements de l'École",
            ["ReadBy"] = "Everyone",
        });
        var sent = await lead.SendAsync(await lead.OpenAsync("/desk/collections/reglements-de-l-ecole/files"), "/files", null,
            Named("Garderie du soir.md", "# Garderie du soir\n\nLa garderie du soir ferme à 18 h 30."), Named("vide.txt", ""), Named("virus.exe", "MZ"));
        var read = await ReadAsync(lead, "/desk/collections/reglements-de-l-ecole/files");
        var document = await lead.OpenAsync(read.Page.QuerySelector("tbody a")!.GetAttribute("href")!);

        Assert.Equal("Fichiers – Règlements de l'École", files.Heading);
        Assert.Contains("Garderie du soir.md – ajouté", sent.Text, StringComparison.Ordinal);
        Assert.Contains("vide.txt – refusé : le fichier est vide", sent.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("virus.exe – refusé : ce format n'est pas lu", sent.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal("Garderie du soir", document.Heading);
        Assert.Contains("La garderie du soir ferme à 18 h 30.", document.Page.QuerySelector("#p0 .passage__text")!.TextContent, StringComparison.Ordinal);
        var source = await server.ReadAsync(Commune, db => db.Sources.SingleAsync(row => db.Collections.Any(collection => collection.Slug == "reglements-de-l-ecole" && collection.Id == row.CollectionId)));
        Assert.Equal(SourceKind.Upload, source.Kind);
    }

    [Fact]
    public async Task A_file_of_the_same_name_replaces_the_one_before_and_a_removed_one_leaves_with_its_document()
    {
        var seeded = await new SeededCollection { Source = SourceKind.Upload }.InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");
        await GiveAsync(lead, seeded, Named("piscine.md", "# Piscine\n\nOuverte le lundi."));
        await ReadAsync(lead, $"{seeded.Address}/files");

        var replaced = await GiveAsync(lead, seeded, Named("piscine.md", "# Piscine\n\nOuverte le mardi."));
        await ReadAsync(lead, $"{seeded.Address}/files");
        var text = await server.ReadAsync(Commune, db => db.Passages.Where(row => row.Document!.CollectionId == seeded.Id).Select(row => row.Text).SingleAsync());
        var held = await lead.OpenAsync($"{seeded.Address}/files");
        var confirm = await lead.OpenAsync(held.Page.QuerySelector("tbody td:last-child a")!.GetAttribute("href")!);
        var before = await server.ReadAsync(Commune, db => db.UploadedFiles.CountAsync(row => row.CollectionId == seeded.Id));
        var removed = await lead.SendAsync(confirm, "handler=Remove");
        var collection = await UntilAsync(lead, seeded.Address, screen => screen.Text.Contains("Ce fonds est vide", StringComparison.Ordinal));

        Assert.Contains("remplace la version précédente", replaced.Text, StringComparison.Ordinal);
        Assert.Contains("mardi", text, StringComparison.Ordinal);
        Assert.Contains("Retirer « piscine.md »", confirm.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal(1, before);
        Assert.Contains("Le fichier est retiré.", removed.Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.Documents.CountAsync(row => row.CollectionId == seeded.Id)));
        Assert.NotNull(collection);
        var actions = await server.ReadAsync(Commune, db => db.AuditEntries.Where(row => row.Action.StartsWith("upload.")).Select(row => row.Action).ToListAsync());
        Assert.Superset(new HashSet<string> { "upload.added", "upload.replaced", "upload.removed" }, actions.ToHashSet());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_with_its_reason()
    {
        var seeded = await new SeededCollection { Source = SourceKind.Upload }.InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");

        await GiveAsync(lead, seeded, Named("faux.pdf", "Ceci n'est pas un PDF."));
        var held = await ReadAsync(lead, $"{seeded.Address}/files");

        Assert.Contains("Non lu", held.Page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(held.Page.QuerySelector("tbody tr span[lang='fr']")!.TextContent);
    }

    [Fact]
    public async Task A_form_without_any_file_kept_is_refused()
    {
        var seeded = await new SeededCollection { Source = SourceKind.Upload }.InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");

        var none = await GiveAsync(lead, seeded);
        var empty = await GiveAsync(lead, seeded, Named("vide.txt", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        Assert.Equal(["Choisissez au moins un fichier."], none.Problems);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("vide.txt", Assert.Single(empty.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scolaire")]
    [InlineData("etat-civil")]
    public async Task Whoever_leads_nothing_makes_no_collection(string account)
    {
        using var agent = await server.AgentAsync(account);

        Assert.Equal(HttpStatusCode.Forbidden, (await agent.OpenAsync("/desk/knowledge/new")).Status);
        Assert.DoesNotContain("/desk/knowledge/new", (await agent.OpenAsync("/desk/collections")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_of_a_folder_takes_no_file()
    {
        var seeded = await new SeededCollection { Source = SourceKind.Folder, Documents = [new("a", "A")] }.InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");

        Assert.Equal(HttpStatusCode.NotFound, (await lead.OpenAsync($"{seeded.Address}/files")).Status);
    }

    [Fact]
    public async Task Two_collections_of_one_title_have_two_names()
    {
        using var administrator = await server.AgentAsync("admin");
        var fields = new Dictionary<string, string> { ["Title"] = "Été & Jeunesse", ["ReadBy"] = "Agents" };

        await administrator.SendAsync(await administrator.OpenAsync("/desk/knowledge/new"), "ReadBy", fields);
        var second = await administrator.SendAsync(await administrator.OpenAsync("/desk/knowledge/new"), "ReadBy", fields);
        var untitled = await administrator.SendAsync(await administrator.OpenAsync("/desk/knowledge/new"), "ReadBy", new Dictionary<string, string>());

        Assert.Equal("/desk/collections/ete-jeunesse-2/files", second.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, untitled.Status);
        Assert.Equal(["Donnez un titre au fonds."], untitled.Problems);
    }

    private static UploadedFile Named(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static async Task<Screen> GiveAsync(Visitor agent, SeededCollection collection, params IEnumerable<UploadedFile> files) =>
        await agent.SendAsync(await agent.OpenAsync($"{collection.Address}/files"), "/files", null, files);

    private static Task<Screen> ReadAsync(Visitor agent, string files) =>
        UntilAsync(agent, files, screen => screen.Page.QuerySelector("await-change") is null && !screen.Text.Contains("En attente de lecture", StringComparison.Ordinal));

    private static Task<Screen> UntilAsync(Visitor agent, string path, Func<Screen, bool> isThere) => Background.UntilAsync(async () =>
        await agent.OpenAsync(path) is var screen && isThere(screen) ? screen : null);
}
