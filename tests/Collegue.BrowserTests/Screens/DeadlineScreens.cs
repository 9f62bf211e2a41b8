using Collegue.BrowserTests.Browsing;
using Xunit;
using static Collegue.BrowserTests.Screens.Screen;

namespace Collegue.BrowserTests.Screens;

/// <summary>What managers see of deadlines, and agents do about them.</summary>
public sealed class DeadlineScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private static readonly Screen[] Screens =
    [
        new("steering-departments", "/steering") { Account = "dgs", Height = 900 },
        new("steering-deadlines", "/steering/deadlines") { Account = "dgs", Height = 1000 },
        new("steering-deadline", "/steering/deadlines/hall-hire") { Account = "dgs", Height = 1400 },
        new("steering-deadline-auditor", "/steering/deadlines/hall-hire") { Account = "audit", Height = 0 },
        new("steering-deadline-refused", "/steering/deadlines/hall-hire") { Account = "dgs", Status = 422, Height = 0, Then = (manager, _) => RefusedAsync(manager) },
        new("steering-deadline-settings", "/steering/deadlines-settings") { Account = "dgs", Height = 0 },
        new("desk-case-missing", town => Desk(town["permit"]) + "/missing") { Account = "urbanisme", Height = 1000 },
        new("desk-case-forward", town => Desk(town["permit"]) + "/forward") { Account = "urbanisme", Height = 1000 },
        new("desk-case-hold", town => Desk(town["distress"]) + "/hold") { Account = "ccas", Height = 0 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static async Task RefusedAsync(Person manager)
    {
        await manager.Page.Locator("#Receipt").FillAsync("bientôt");
        await manager.Page.Locator("form[action$='/add' i] button").ClickAsync();
    }
}
