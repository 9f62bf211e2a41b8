using System.Net;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>From adding a source to deleting it, through the administration page.</summary>
public sealed class SourcesTests(SourcesServer server) : IClassFixture<SourcesServer>
{
    [Fact]
    public async Task A_folder_is_added_read_mended_and_read_again()
    {
        var folder = server.Folder("voirie", ("trottoirs.md", "# Trottoirs\nLa neige est enlevée par les riverains."), ("vide.md", ""));
        using var administrator = await server.AgentAsync("admin");

        var added = await administrator.AddAsync("Folder", folder, every: "Day");
        var source = await server.ReadAsync("voirie");
        var read = await administrator.OpenAsync("/admin/knowledge");
        var issues = await administrator.OpenAsync(read.Page.QuerySelector($"#source-{source.Id} a[href*='run=']")!.GetAttribute("href")!);
        server.Folder("voirie", ("vide.md", "Les bordures sont réparées au printemps."));
        var asked = await administrator.PressAsync(issues, "read", source.Id);
        await server.ReadAsync("voirie", times: 2);

        Assert.Equal("/admin/knowledge", added.Address.AbsolutePath);
        Assert.Contains("La source est ajoutée", added.Text, StringComparison.Ordinal);
        Assert.Equal(24, source.EveryHours);
        Assert.Contains("à jour", read.Page.QuerySelector($"#source-{source.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("vide.md", issues.Text, StringComparison.Ordinal);
        Assert.Contains("le fichier est vide", issues.Text, StringComparison.Ordinal);
        Assert.Contains("La lecture est demandée", asked.Text, StringComparison.Ordinal);
        Assert.Equal(2, await server.ReadAsync(SourceSteps.Commune, db => db.Documents.CountAsync(row => row.CollectionId == source.CollectionId)));
        Assert.Equal(["source.added", "source.read"], await server.ActionsAsync(source.Id));
    }

    [Fact]
    public async Task A_source_is_scheduled_paused_and_resumed()
    {
        var folder = server.Folder("eau", ("eau.md", "L'eau est coupée le lundi."));
        using var administrator = await server.AgentAsync("admin");
        await administrator.AddAsync("Folder", folder, "Eau et assainissement");
        var source = await server.ReadAsync("eau-et-assainissement");

        var scheduled = await administrator.PressAsync(await administrator.OpenAsync("/admin/knowledge"), "schedule", source.Id, "Week");
        var every = (await server.SourceAsync("eau-et-assainissement"))!;
        var paused = await administrator.PressAsync(scheduled, "pause", source.Id);
        var resumed = await administrator.PressAsync(paused, "resume", source.Id);
        await server.ReadAsync("eau-et-assainissement", times: 2);

        Assert.Equal((168, true), (every.EveryHours, every.NextAt > TimeProvider.System.GetUtcNow().AddDays(6)));
        Assert.Contains("La source est en pause", paused.Text, StringComparison.Ordinal);
        Assert.Null(paused.Page.QuerySelector($"form[action*='read?source={source.Id}']"));
        Assert.Contains("La lecture reprend", resumed.Text, StringComparison.Ordinal);
        Assert.False((await server.SourceAsync("eau-et-assainissement"))!.Paused);
        Assert.Equal(["source.added", "source.scheduled", "source.paused", "source.resumed"], await server.ActionsAsync(source.Id));
    }

    [Fact]
    public async Task Deleting_is_confirmed_and_takes_the_documents_along()
    {
        var folder = server.Folder("marche", ("marche.md", "Le marché a lieu le samedi."));
        using var administrator = await server.AgentAsync("admin");
        await administrator.AddAsync("Folder", folder);
        var source = await server.ReadAsync("marche");

        var confirmation = await administrator.OpenAsync($"/admin/knowledge/delete/{source.Id}");
        var deleted = await administrator.SendAsync(confirmation, "delete");

        Assert.Contains("documents : 1", confirmation.Text, StringComparison.Ordinal);
        Assert.Contains("La source et ses documents sont supprimés", deleted.Text, StringComparison.Ordinal);
        Assert.False(await server.ReadAsync(SourceSteps.Commune, db => db.Documents.AnyAsync(row => row.CollectionId == source.CollectionId)));
        Assert.Null(await server.SourceAsync("marche"));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync($"/admin/knowledge/delete/{source.Id}")).Status);
        Assert.Equal(["source.added", "source.deleted"], await server.ActionsAsync(source.Id));
    }

    [Fact]
    public async Task A_collection_for_uploads_waits_for_its_files()
    {
        using var administrator = await server.AgentAsync("admin");

        var added = await administrator.AddAsync("Upload", name: "Délibérations du conseil");

        var source = (await server.SourceAsync("deliberations-du-conseil"))!;
        Assert.Contains("jamais lue", added.Page.QuerySelector($"#source-{source.Id}")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_said_beside_its_field_and_what_was_typed_stays()
    {
        server.Folder("deja", ("a.md", "Texte."));
        using var administrator = await server.AgentAsync("admin");
        await administrator.AddAsync("Upload", name: "Déjà pris");
        (string? Kind, string Location, string Name, string Told)[] mistakes =
        [
            (null, "", "", "Choisissez d'où viennent les documents"),
            ("Folder", "", "", "Indiquez l'emplacement"),
            ("Folder", "/etc", "", "n'est pas sous un emplacement autorisé"),
            ("Folder", $"{server.Folder("deja")}/../../..", "", "n'est pas sous un emplacement autorisé"),
            ("Folder", $"{server.Folder("deja")}/absent", "", "n'existe pas"),
            ("ServicePublic", "/etc/passwd", "", "n'est pas sous un emplacement autorisé"),
            ("Site", "ftp://serveur.example", "", "Rien ne peut être lu à cet emplacement"),
            ("Site", "http://127.0.0.1:9200/", "", "celle du serveur ou du réseau privé"),
            ("Site", "169.254.169.254", "", "celle du serveur ou du réseau privé"),
            ("ServicePublic", "https://localhost/vosdroits.zip", "", "celle du serveur ou du réseau privé"),
            ("Upload", "", " ", "Donnez un nom au fonds"),
            ("Upload", "", "Déjà pris", "existe déjà"),
        ];

        foreach (var (kind, location, name, told) in mistakes)
        {
            var again = await administrator.AddAsync(kind, location, name);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
            Assert.Contains(told, Assert.Single(again.Problems), StringComparison.Ordinal);
            Assert.Equal(location, again.ValueOf("Location"));
        }
    }
}
