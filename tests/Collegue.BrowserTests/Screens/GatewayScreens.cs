using Collegue.BrowserTests.Browsing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Collegue.BrowserTests.Screens.Screen;

namespace Collegue.BrowserTests.Screens;

/// <summary>The gateway of an organisation that lends and uses models.</summary>
public sealed class GatewayScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>, IClassFixture<TownGateway>
{
    private static readonly Screen[] Screens =
    [
        new("admin-gateway", "/admin/gateway") { Account = "admin", Height = 1500, Telephone = 1600 },
        new("admin-gateway-empty", "/admin/gateway") { Account = "epci-admin", Height = 700 },
        new("admin-gateway-auditor", "/admin/gateway") { Account = "audit", Height = 0 },
        new("admin-gateway-trace-refused", "/admin/gateway") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => TraceAsync(admin) },
        new("admin-gateway-router", "/admin/gateway/router") { Account = "admin", Height = 1500 },
        new("admin-gateway-router-refused", "/admin/gateway/router") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => admin.Page.Locator("form[action*='gateway/router'] button").ClickAsync() },
        new("admin-gateway-router-change", "/admin/gateway") { Account = "admin", Height = 0, Then = (admin, _) => admin.Page.Locator("a[href*='gateway/router/']:not([href$=remove])").First.ClickAsync() },
        new("admin-gateway-router-remove", "/admin/gateway") { Account = "admin", Height = 0, Then = (admin, _) => admin.Page.Locator("a[href$='/remove']").First.ClickAsync() },
        new("admin-gateway-limits", "/admin/gateway/limits") { Account = "admin", Height = 1200, Telephone = 1300 },
        new("admin-gateway-limits-empty", "/admin/gateway/limits") { Account = "epci-admin", Height = 0 },
        new("admin-gateway-limits-auditor", "/admin/gateway/limits") { Account = "audit", Height = 0 },
        new("admin-gateway-limits-refused", "/admin/gateway/limits") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => admin.Page.Locator("form[action*='limits/add' i] button").ClickAsync() },
        new("admin-gateway-limit", "/admin/gateway/limits") { Account = "admin", Height = 0, Then = (admin, _) => admin.Page.Locator("a[href*='gateway/limit/']:not([href$=remove])").First.ClickAsync() },
        new("admin-gateway-limit-remove", "/admin/gateway/limits") { Account = "admin", Height = 0, Then = (admin, _) => admin.Page.Locator("a[href$='/remove']").First.ClickAsync() },
        new("admin-gateway-usage", "/admin/gateway/usage?by=Day") { Account = "admin", Height = 1300, Telephone = 1300 },
        new("admin-gateway-usage-users", "/admin/gateway/usage?by=User") { Account = "admin", Height = 0 },
        new("admin-gateway-usage-empty", "/admin/gateway/usage?from=2020-01-01&to=2020-01-31") { Account = "audit", Height = 0 },
        new("admin-gateway-usage-refused", "/admin/gateway/usage?from=2020-02-01&to=2020-01-31") { Account = "audit", Status = 422, Height = 0 },
        new("playground", "/desk/playground") { Account = "scolaire", Height = 1100, Telephone = 1200 },
        new("playground-refused", "/desk/playground") { Account = "scolaire", Status = 422, Height = 0, Then = (agent, _) => agent.Page.Locator("form:has(#UserText) button:not([formaction])").ClickAsync() },
        new("playground-answer", "/desk/playground") { Account = "scolaire", Height = 1900, Then = (agent, _) => AskAsync(agent, "collegue-search-answer") },
        new("playground-failed", "/desk/playground") { Account = "scolaire", Height = 0, Then = (agent, _) => AskAsync(agent, "texte") },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static async Task AskAsync(Person agent, string model)
    {
        await agent.Page.Locator("#First").SelectOptionAsync(model);
        await agent.Page.Locator("#UserText").FillAsync("Combien coûte un repas à la cantine ?");
        await agent.Page.Locator("form:has(#UserText) button:not([formaction])").ClickAsync();
        await agent.Page.Locator("#snippets").WaitForAsync();
    }

    private static async Task TraceAsync(Person admin)
    {
        await admin.Page.Locator("section[aria-labelledby=trace] summary").ClickAsync();
        await admin.Page.Locator("form[action*='gateway/trace' i] button").ClickAsync();
    }
}

/// <summary>A name with two models, limits partly taken, and two weeks of uses.</summary>
public sealed class TownGateway(Town town) : IAsyncLifetime
{
    private const string Commune = "sainte-amarelle";

    public async ValueTask InitializeAsync() => await town.DoAsync(Commune, async services =>
    {
        var (db, clock) = (services.GetRequiredService<CollegueDb>(), services.GetRequiredService<TimeProvider>());
        var (organisation, now) = (services.GetRequiredService<OrganisationScope>().Current, clock.GetUtcNow());
        Guid New() => Guid.CreateVersion7(clock.GetUtcNow());
        var (server, router) = (New(), New());
        Guid[] models = [New(), New()];
        db.ModelServers.Add(new ModelServer
        {
            OrganisationId = organisation,
            Id = server,
            Name = "Serveur mutualisé du département",
            BaseAddress = "https://modeles.departement.example/v1",
            Place = InferencePlace.France,
            MayReceive = DataAllowance.MaskedPersonalData,
            FirstTokenSeconds = 15,
            TotalSeconds = 90,
            Enabled = true,
            CreatedAt = now,
        });
        foreach (var (index, name) in ((string[])["Grand modèle", "Modèle de secours"]).Index())
        {
            db.LanguageModels.Add(new LanguageModel
            {
                OrganisationId = organisation,
                Id = models[index],
                ServerId = server,
                Name = $"modele-{index}",
                ShownName = name,
                InputMicros = 200_000,
                OutputMicros = 600_000,
                ContextTokens = 32_768,
                Enabled = true,
            });
        }

        var row = new GatewayRouter
        {
            OrganisationId = organisation,
            Id = router,
            Name = "texte",
            Aliases = "gpt-4o\nopenweight-large",
            Kind = ModelKind.TextGeneration,
            Strategy = RoutingStrategy.InOrder,
            Masking = RouterMasking.AsServersRequire,
            Farthest = InferencePlace.France,
            Enabled = true,
            CreatedAt = now,
        };
        row.Providers.AddRange(models.Select((model, position) => new RouterProvider { OrganisationId = organisation, RouterId = router, ModelId = model, Weight = 1, Position = position }));
        db.GatewayRouters.Add(row);
        Limit(LimitSubject.Organisation, LimitMeasure.Micros, LimitPeriod.Ever, 50_000_000, 12_340_000);
        Limit(LimitSubject.EveryKey, LimitMeasure.Requests, LimitPeriod.Ever, 1_000, 870);
        foreach (var day in Enumerable.Range(0, 14))
        {
            db.GatewayUses.Add(new GatewayUse
            {
                OrganisationId = organisation,
                Day = int.Parse($"{now.AddDays(-day):yyyyMMdd}", System.Globalization.CultureInfo.InvariantCulture),
                KeyId = Guid.Empty,
                AgentId = Guid.Empty,
                DepartmentId = Guid.Empty,
                Router = "texte",
                ModelId = models[day % 2],
                Kind = GatewayCallKind.Chat,
                Calls = 40 + day,
                Failures = day % 3,
                InputTokens = 41_000 + (day * 100),
                OutputTokens = 9_000,
                CostMicros = 13_600,
                MilliwattHours = 40_000,
                Milliseconds = 90_000,
            });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await services.GetRequiredService<Gateway.Routing.RouteTable>().RefreshAsync(TestContext.Current.CancellationToken);

        void Limit(LimitSubject subject, LimitMeasure measure, LimitPeriod period, long most, long taken)
        {
            var limit = New();
            db.GatewayLimits.Add(new GatewayLimit
            {
                OrganisationId = organisation,
                Id = limit,
                Subject = subject,
                SubjectId = Guid.Empty,
                RouterId = Guid.Empty,
                Measure = measure,
                Period = period,
                Most = most,
            });
            db.QuotaAccounts.Add(new QuotaAccount { OrganisationId = organisation, LimitId = limit, SubjectId = Guid.Empty, Window = DateTimeOffset.UnixEpoch, Taken = taken });
        }
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
