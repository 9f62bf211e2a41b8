using Collegue.BrowserTests.Browsing;
using Xunit;
using static Collegue.BrowserTests.Screens.Screen;

namespace Collegue.BrowserTests.Screens;

/// <summary>Telephone, counter and paper at the desk.</summary>
public sealed class ChannelScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private static readonly Screen[] Screens =
    [
        new("desk-new", "/desk/new") { Account = "accueil", Height = 1300 },
        new("desk-new-checked", "/desk/new") { Account = "accueil", Height = 0, Then = CheckAsync },
        new("desk-new-refused", "/desk/new") { Account = "accueil", Status = 422, Height = 0, Then = (agent, _) => agent.Page.Locator("form.form button[type=submit]:not([formaction])").ClickAsync() },
        new("desk-receipt", town => $"/desk/receipt/{town["canteen"].Id}?size=large") { Account = "accueil", Height = 0 },
        new("desk-contact", town => $"/desk/contact/{town["canteen"].Id}") { Account = "accueil", Height = 0 },
        new("desk-deliveries", "/desk/deliveries?by=Phone") { Account = "accueil", Height = 700 },
        new("desk-requests", "/desk/requests") { Account = "accueil", Height = 0 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static async Task CheckAsync(Person agent, Town town)
    {
        await agent.Page.Locator("#Typed_Body").FillAsync("Bonjour, quel est le prix de la cantine ?");
        await agent.Page.Locator("#Typed_Name").FillAsync("Marie Lantier");
        await agent.Page.Locator("button[formaction$=Check i]").ClickAsync();
    }
}
