using Collegue.BrowserTests.Browsing;
using Xunit;
using static Collegue.BrowserTests.Screens.Screen;

namespace Collegue.BrowserTests.Screens;

/// <summary>What agents see.</summary>
public sealed class DeskScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private static readonly Screen[] Screens =
    [
        new("desk-queue", "/desk") { Account = "scolaire", Telephone = 900, Height = 1100 },
        new("desk-queue-empty", "/desk?q=girafe") { Account = "scolaire", Height = 700 },
        new("desk-queue-answered", "/desk?state=Answered") { Account = "scolaire", Height = 0 },
        new("desk-case", town => Desk(town["canteen"])) { Account = "scolaire", Telephone = 900, Height = 1450 },
        new("desk-case-difference", town => Desk(town["canteen"])) { Account = "scolaire", Then = DifferAsync, Height = 1300 },
        new("desk-case-confirm", town => Desk(town["canteen"])) { Account = "scolaire", Then = (agent, _) => PressAsync(agent, "Preview"), Height = 1000 },
        new("desk-case-unreasoned", town => Desk(town["school"])) { Account = "scolaire", Status = 422, Then = UnreasonedAsync },
        new("desk-case-conflict", town => Desk(town["school"])) { Account = "accueil", Status = 409, Then = ConflictAsync },
        new("desk-case-human", town => Desk(town["distress"])) { Account = "ccas", Height = 1000 },
        new("desk-case-stale", town => Desk(town["library"])) { Account = "accueil", Height = 1200 },
        new("desk-case-answered", town => Desk(town["identity"])) { Account = "etat-civil", Height = 1200 },
        new("desk-case-arabic", town => Desk(town["arabic"])) { Account = "accueil" },
        new("desk-case-files", town => $"{Desk(town["canteen"])}/files") { Account = "scolaire", Height = 0 },
        new("desk-case-merge", town => $"{Desk(town["canteen"])}/merge") { Account = "scolaire", Height = 0 },
        new("desk-case-split", town => $"{Desk(town["canteen"])}/split") { Account = "scolaire", Height = 800 },
        new("desk-case-close", town => $"{Desk(town["canteen"])}/close") { Account = "scolaire", Height = 0 },
        new("desk-case-print", town => $"{Desk(town["canteen"])}/print") { Account = "scolaire", Height = 0 },
        new("desk-case-canned", town => Desk(town["canteen"])) { Account = "scolaire", Then = (agent, _) => PressAsync(agent, "canned"), Height = 0 },
        new("desk-case-note-refused", town => $"{Desk(town["canteen"])}/notes") { Account = "scolaire", Status = 422, Then = (agent, _) => agent.Page.Locator("form[action$='/notes'] button").ClickAsync(), Height = 0 },
        new("desk-bulk", "/desk") { Account = "scolaire", Then = ChooseAsync, Height = 900 },
        new("desk-filters", "/desk/filters?late=true") { Account = "scolaire", Height = 0 },
        new("desk-absences", "/desk/absences") { Account = "scolaire", Height = 0 },
        new("desk-to-sign", "/desk/to-sign") { Account = "scolaire", Height = 0 },
        new("desk-mentions", "/desk/mentions") { Account = "scolaire", Height = 0 },
        new("steering-letters", "/steering/letters") { Account = "dgs", Height = 1100 },
        new("steering-letters-answers", "/steering/letters/answers/new") { Account = "dgs", Height = 0 },
        new("steering-letters-signatures", "/steering/letters/signatures") { Account = "dgs", Height = 0 },
        new("desk-source", town => Desk(town["canteen"])) { Account = "scolaire", Then = (agent, _) => agent.Page.Locator(".citation__title a").First.ClickAsync() },
        new("desk-writing-empty", "/desk/writing") { Account = "scolaire", Height = 0 },
        new("desk-writing", "/desk/writing") { Account = "scolaire", Then = DiagnoseAsync, Height = 3000 },
        new("desk-writing-version", "/desk/writing") { Account = "scolaire", Then = WriteAsync, Telephone = 900, Height = 1800 },
        new("desk-search", "/desk/search?q=tarif+de+la+cantine") { Account = "scolaire" },
        new("desk-search-empty", "/desk/search?q=xylophone+zoologique") { Account = "scolaire", Height = 0 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static Task PressAsync(Person agent, string handler) =>
        agent.Page.Locator($"button[formaction$='/{handler}' i], form[action$='/{handler}' i]:not(:has(button[formaction$='/{handler}' i])) button:not([formaction])").First.ClickAsync();

    private static async Task DifferAsync(Person agent, Town town)
    {
        var text = await agent.Page.Locator("#Text").InputValueAsync();
        await agent.Page.Locator("#Text").FillAsync(text.Replace("Bonjour", "Bonjour Madame", StringComparison.Ordinal).Replace("Cordialement", "Bien à vous", StringComparison.Ordinal));
        await PressAsync(agent, "Difference");
    }

    private static async Task DiagnoseAsync(Person agent, Town town)
    {
        await agent.Page.Locator("#Text").FillAsync(
            "J'ai l'honneur de vous informer que, nonobstant ce retard, votre carte sera délivrée. Il convient de restituer l'ancien titre avant le 3 mars 2026, "
            + "afin de permettre au service instructeur, qui reçoit les usagers tous les matins, de procéder à la clôture de votre dossier.");
        await agent.Page.Locator("form:has(#Text) button").ClickAsync();
        await agent.Page.Locator(".writing__proposals").First.WaitForAsync();
    }

    private static async Task WriteAsync(Person agent, Town town)
    {
        await DiagnoseAsync(agent, town);
        foreach (var box in await agent.Page.Locator(".writing__proposals input").AllAsync())
        {
            await box.CheckAsync();
        }

        await agent.Page.Locator("form[action$='/Apply' i] button").ClickAsync();
        await agent.Page.Locator("#new-version").WaitForAsync();
    }

    private static async Task ChooseAsync(Person agent, Town town)
    {
        await agent.Page.Locator(".queue__pick").First.CheckAsync();
        await agent.Page.Locator(".queue__bulk button").ClickAsync();
    }

    private static async Task UnreasonedAsync(Person agent, Town town)
    {
        await agent.Page.Locator(".case-actions summary").First.ClickAsync();
        await PressAsync(agent, "Reject");
    }

    /// <summary>The same agent in another tab saves first.</summary>
    private static async Task ConflictAsync(Person agent, Town town)
    {
        var other = await agent.Page.Context.NewPageAsync();
        await other.GotoAsync(agent.Page.Url);
        await other.Locator("#Text").FillAsync("Bonjour,\n\nL'inscription se fait au service scolaire.\n\nCordialement");
        await other.Locator("button[formaction$='/Save' i]").ClickAsync();
        await other.Locator(".notice--success").WaitForAsync();
        await other.CloseAsync();
        await agent.Page.Locator("#Text").FillAsync("Bonjour,\n\nPrenez rendez-vous au service scolaire.\n\nBien à vous");
        await PressAsync(agent, "Save");
    }
}
