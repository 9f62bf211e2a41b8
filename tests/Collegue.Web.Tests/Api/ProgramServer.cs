using System.Net.Http.Headers;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Commands;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Web.Tests.Api;

/// <summary>
/// A community with two towns, on real imports: the community shares its waste guide, the first town has acts (one for agents),
/// notes for agents and nothing else; the second town has notes of its own.
/// </summary>
public class ProgramServer : ProductServer
{
    public const string Community = "communaute";
    public const string Town = "bourg";
    public const string Neighbour = "voisine";
    public const int Acts = 25;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    protected override bool Demo => false;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Api:PerMinuteWithoutKey", "100000"), new("Uploads:MaxFileMegabytes", "6")];

    protected override void Adapt(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using (var scope = Services.CreateAsyncScope())
        {
            await ActivatorUtilities.CreateInstance<OrganisationImport>(scope.ServiceProvider).ApplyAsync(
                new OrganisationFile
                {
                    Organisations =
                    [
                        new OrganisationEntry { Slug = Community, Name = "Communauté" },
                        new OrganisationEntry { Slug = Town, Name = "Bourg", Parent = Community, Default = true },
                        new OrganisationEntry { Slug = Neighbour, Name = "Voisine", Parent = Community },
                    ],
                },
                demo: false, TestContext.Current.CancellationToken);
        }

        await ImportAsync(Community, "dechets", [("collection.yaml", "shared_with_children: true\ntitle: Déchets"), ("tri.md", Page("Trier ses déchets", "Les bouteilles en verre vont dans la colonne verte."))]);
        await ImportAsync(Town, "actes", [.. Enumerable.Range(1, Acts).Select(at => ($"acte-{at:00}.md", Page($"Acte {at:00}", $"Le tarif numéro {at} de la salle des fêtes est de {at * 10} €.")))]);
        await ImportAsync(Town, "notes", [("accueil.md", Page("Note d'accueil", "Le code du portail de la salle des fêtes est secret."))], Readers.Agents);
        await ImportAsync(Town, "melange", [("interne.md", Page("Consigne interne", "Rappeler les parents avant midi.", "agents")), ("public.md", Page("Écoles", "La rentrée des écoles a lieu en septembre."))]);
        await ImportAsync(Neighbour, "secrets", [("prive.md", Page("Voisine", "La salle des fêtes de la voisine est fermée."))]);
        await IndexAsync();
    }

    /// <summary>Waits until what is stored now can be found.</summary>
    public Task IndexAsync() => Services.GetRequiredService<Search>().RefreshAsync(TestContext.Current.CancellationToken);

    /// <summary>A program with a new key.</summary>
    public async Task<HttpClient> ProgramAsync(string scopes, string organisation = Town)
    {
        var key = await KeyAsync(scopes, organisation);
        return ProgramWith(key.Secret);
    }

    internal async Task<NewKey> KeyAsync(string scopes, string organisation = Town, int? days = null)
    {
        NewKey? key = null;
        await DoAsync(organisation, async services => key = await services.GetRequiredService<ProgramKeys>().CreateAsync(
            "essai", ScopeNames.Parse([scopes]), days, null, TestContext.Current.CancellationToken));
        return key!;
    }

    /// <summary>A program with what it takes for its key; null for none.</summary>
    public HttpClient ProgramWith(string? key)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public Task<long> NumberAsync(string collection, string organisation = Town) =>
        ReadAsync(organisation, db => db.Collections.Where(row => row.Slug == collection).Select(row => row.Number).SingleAsync());

    private async Task ImportAsync(string organisation, string collection, (string Name, string Text)[] files, Readers readers = Readers.Everyone)
    {
        var folder = Directory.CreateTempSubdirectory("collegue-api-");
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
        }

        await DoAsync(organisation, async services =>
        {
            await services.GetRequiredService<Imports>().FolderAsync(
                folder.FullName, new ImportChoices { Organisation = organisation, Collection = collection }, new Unheard(), TestContext.Current.CancellationToken);
            var db = services.GetRequiredService<Storage.CollegueDb>();
            await db.Collections.Where(row => row.OrganisationId == services.GetRequiredService<OrganisationScope>().Current && row.Slug == collection)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Readers, readers));
        });
        folder.Delete(recursive: true);
    }

    private static string Page(string title, string text, string? audience = null) =>
        $"---\ntitle: \"{title}\"\n{(audience is null ? "" : $"audience: {audience}\n")}---\n{text}\n";

    private sealed class Unheard : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
