using Collegue.BrowserTests.Browsing;
using Xunit;
using static Collegue.BrowserTests.Screens.Screen;

namespace Collegue.BrowserTests.Screens;

/// <summary>What managers see of rules, mandates, vigilance and incidents, and where agents begin them.</summary>
public sealed class SteeringScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private static readonly Screen[] Screens =
    [
        new("steering-rules", "/steering/rules") { Account = "dgs", Height = 900 },
        new("steering-rules-draft", "/steering/rules") { Account = "dgs", Then = BeginAsync, Height = 1500 },
        new("steering-mandates", "/steering/mandates") { Account = "dgs", Height = 1100 },
        new("steering-mandate", "/steering/mandates/identity-document") { Account = "dgs", Telephone = 900, Height = 1700 },
        new("steering-audits", "/steering/mandates/audits") { Account = "dgs", Height = 0 },
        new("steering-vigilance", "/steering/vigilance") { Account = "dgs", Height = 1100 },
        new("steering-incidents", "/steering/incidents") { Account = "dgs", Height = 0 },
        new("desk-incident-new", town => Desk(town["identity"])) { Account = "etat-civil", Then = ReportAsync, Height = 1100 },
        new("desk-triage-correct", town => $"{Desk(town["canteen"])}/triage") { Account = "scolaire", Height = 900 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static Task BeginAsync(Person manager, Town town) =>
        manager.Page.Locator("form[action$='/begin' i] button, a[href$='/steering/rules/draft']").First.ClickAsync();

    private static Task ReportAsync(Person agent, Town town) => agent.Page.Locator("a[href*='/desk/incident/new']").First.ClickAsync();
}
