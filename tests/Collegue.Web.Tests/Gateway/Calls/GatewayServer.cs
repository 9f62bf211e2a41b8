using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>The whole product with two towns of a community, and servers of models on the loopback.</summary>
public class GatewayServer : ProductServer
{
    public const string Community = "communaute";
    public const string Town = "bourg";
    public const string Neighbour = "voisine";

    private int _names;

    protected override bool Demo => false;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Gateway:MaxAnswerMegabytes", "4"), new("Gateway:MaxRequestMegabytes", "1"), new("Gateway:MaxFileMegabytes", "2"), new("Gateway:MaxEventKilobytes", "64"), new("Gateway:IdleSeconds", "1")];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var scope = Services.CreateAsyncScope();
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

    /// <summary>A name that no other test of the class uses.</summary>
    public string NewName(string what) => $"{what}-{Interlocked.Increment(ref _names)}";

    internal async Task<HttpClient> ProgramAsync(string scopes = "models", string organisation = Town)
    {
        NewKey? key = null;
        await DoAsync(organisation, async services => key = await services.GetRequiredService<ProgramKeys>().CreateAsync(
            "essai", ScopeNames.Parse([scopes]), null, null, TestContext.Current.CancellationToken));
        return ProgramWith(key!.Secret);
    }

    internal HttpClient ProgramWith(string secret)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>The id and the program of a new key that an administrator makes.</summary>
    internal async Task<(string Id, HttpClient Program)> KeyAsync(HttpClient admin, object asked)
    {
        using var response = await admin.PostAsJsonAsync("/v1/admin/tokens", asked, TestContext.Current.CancellationToken);
        var made = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.Created, made.GetRawText());
        return (made.GetProperty("id").GetString()!, ProgramWith(made.GetProperty("token").GetString()!));
    }

    /// <summary>The short name of a new department.</summary>
    internal async Task<string> DepartmentAsync(string name, string organisation = Town)
    {
        var slug = NewName("service");
        await DoAsync(organisation, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            db.Departments.Add(new Department
            {
                OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                Id = Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow()),
                Slug = slug,
                Name = name,
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return slug;
    }

    /// <summary>The secret of a new key, for requests written by hand.</summary>
    internal async Task<string> KeyAsync()
    {
        using var program = await ProgramAsync();
        return program.DefaultRequestHeaders.Authorization!.Parameter!;
    }

    /// <summary>What was counted under a name once so many calls were: a call is counted after its last byte left.</summary>
    internal Task<GatewayUse> UseAsync(string router, long calls = 1, string organisation = Town) => Background.UntilAsync(() => ReadAsync(
        organisation, db => db.GatewayUses.AsNoTracking().FirstOrDefaultAsync(row => row.Router == router && row.Calls == calls, TestContext.Current.CancellationToken)));

    /// <summary>Declares a server with one model, and gives the id of the model.</summary>
    internal async Task<Guid> ModelAsync(string address, Action<ModelServer>? server = null, Action<LanguageModel>? model = null, string organisation = Town)
    {
        var id = Guid.Empty;
        await DoAsync(organisation, async services =>
        {
            var (db, clock) = (services.GetRequiredService<CollegueDb>(), services.GetRequiredService<TimeProvider>());
            var owner = services.GetRequiredService<OrganisationScope>().Current;
            var declared = new ModelServer
            {
                OrganisationId = owner,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Name = NewName("serveur"),
                BaseAddress = address,
                Place = InferencePlace.OnPremises,
                MayReceive = DataAllowance.PersonalData,
                FirstTokenSeconds = 2,
                TotalSeconds = 20,
                Enabled = true,
                CreatedAt = clock.GetUtcNow(),
            };
            server?.Invoke(declared);
            var served = new LanguageModel
            {
                OrganisationId = owner,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                ServerId = declared.Id,
                Name = "served",
                ShownName = NewName("modele"),
                ContextTokens = 8000,
                Enabled = true,
            };
            model?.Invoke(served);
            db.ModelServers.Add(declared);
            db.LanguageModels.Add(served);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            id = served.Id;
        });
        return id;
    }

    /// <summary>Declares a name under which models answer, and has it taken over at once.</summary>
    internal async Task<string> RouterAsync(IReadOnlyList<Guid> models, Action<GatewayRouter>? router = null, string organisation = Town)
    {
        var name = "";
        await DoAsync(organisation, async services =>
        {
            var (db, clock) = (services.GetRequiredService<CollegueDb>(), services.GetRequiredService<TimeProvider>());
            var declared = new GatewayRouter
            {
                OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Name = NewName("routeur"),
                Kind = ModelKind.TextGeneration,
                Strategy = RoutingStrategy.InOrder,
                Masking = RouterMasking.AsServersRequire,
                Farthest = InferencePlace.Elsewhere,
                Enabled = true,
                CreatedAt = clock.GetUtcNow(),
            };
            router?.Invoke(declared);
            foreach (var (position, model) in models.Index())
            {
                declared.Providers.Add(new RouterProvider { OrganisationId = declared.OrganisationId, RouterId = declared.Id, ModelId = model, Weight = 1, Position = position });
            }

            db.GatewayRouters.Add(declared);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await Services.GetRequiredService<RouteTable>().RefreshAsync(TestContext.Current.CancellationToken);
            name = declared.Name;
        });
        return name;
    }
}
