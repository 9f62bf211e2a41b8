using Collegue.BrowserTests.Browsing;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>What administrators and auditors see.</summary>
public sealed class AdminScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private static int _declared;

    private static readonly Screen[] Screens =
    [
        new("admin-overview", "/admin") { Account = "admin", Height = 1000 },
        new("admin-knowledge", "/admin/knowledge") { Account = "admin", Height = 690 },
        new("admin-knowledge-auditor", "/admin/knowledge") { Account = "audit", Height = 0 },
        new("admin-knowledge-delete", "/admin/knowledge") { Account = "admin", Height = 0, Then = (admin, _) => admin.Page.Locator("a[href*='knowledge/delete']").First.ClickAsync() },
        new("admin-source-add", "/admin/knowledge/add") { Account = "admin", Height = 800 },
        new("admin-source-add-refused", "/admin/knowledge/add") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => admin.Page.Locator("form[action*='knowledge/add'] button").ClickAsync() },
        new("admin-audit", "/admin/audit") { Account = "audit" },
        new("admin-audit-verified", "/admin/audit") { Account = "audit", Height = 0, Then = (auditor, _) => auditor.Page.Locator("form[action*=verify i] button").ClickAsync() },
        new("admin-keys", "/admin/keys") { Account = "admin", Height = 0 },
        new("admin-keys-auditor", "/admin/keys") { Account = "audit", Height = 0 },
        new("admin-keys-refused", "/admin/keys") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => admin.Page.Locator("form[action*='keys/create' i] button").ClickAsync() },
        new("admin-keys-created", "/admin/keys") { Account = "admin", Height = 0, Then = (admin, _) => CreateKeyAsync(admin) },
        new("admin-key-revoke", "/admin/keys") { Account = "admin", Height = 0, Then = (admin, _) => AskToRevokeAsync(admin) },
        new("admin-key-replace", "/admin/keys") { Account = "admin", Height = 0, Then = (admin, _) => AskToReplaceAsync(admin) },
        new("admin-models", "/admin/models") { Account = "admin", Height = 800 },
        new("admin-models-stop-refused", "/admin/models") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => StopWithoutReasonAsync(admin) },
        new("admin-model-server", "/admin/models/server") { Account = "admin", Height = 1100 },
        new("admin-model-server-refused", "/admin/models/server") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => admin.Page.Locator("form[action*='models/server'] button").ClickAsync() },
        new("admin-models-declared", "/admin/models/server") { Account = "admin", Height = 1300, Then = (admin, _) => DeclareModelAsync(admin) },
        new("admin-mail", "/admin/mail") { Account = "admin", Height = 700 },
        new("admin-mailbox", "/admin/mail/mailbox") { Account = "admin", Height = 1500 },
        new("admin-mailbox-refused", "/admin/mail/mailbox") { Account = "admin", Status = 422, Height = 0, Then = (admin, _) => admin.Page.Locator("form[action*='mail/mailbox'] button").ClickAsync() },
        new("admin-mail-rejected", "/admin/mail/rejected") { Account = "audit", Height = 0 },
        new("admin-mail-letters", "/admin/mail/letters") { Account = "audit", Height = 0 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static async Task CreateKeyAsync(Person admin)
    {
        await admin.Page.Locator("input[name=Name]").FillAsync("Site de la commune");
        await admin.Page.Locator("form[action*='keys/create' i] button").ClickAsync();
    }

    private static async Task AskToRevokeAsync(Person admin)
    {
        await CreateKeyAsync(admin);
        await admin.Page.Locator("#new-key").WaitForAsync();
        await admin.Page.Locator("a[href*='keys/revoke']").First.ClickAsync();
        await admin.Page.Locator("form[action*='keys/revoke']").WaitForAsync();
    }

    private static async Task AskToReplaceAsync(Person admin)
    {
        await CreateKeyAsync(admin);
        await admin.Page.Locator("#new-key").WaitForAsync();
        await admin.Page.Locator("a[href*='keys/replace']").First.ClickAsync();
        await admin.Page.Locator("form[action*='keys/replace']").WaitForAsync();
    }

    private static async Task StopWithoutReasonAsync(Person admin)
    {
        await admin.Page.Locator("section[aria-labelledby=stops] summary").First.ClickAsync();
        await admin.Page.Locator("form[action*='models/stop' i] button").ClickAsync();
    }

    private static async Task DeclareModelAsync(Person admin)
    {
        var number = Interlocked.Increment(ref _declared);
        await admin.Page.Locator("[name=Name]").FillAsync($"Serveur de l’agglomération {number}");
        await admin.Page.Locator("[name=Address]").FillAsync("https://modeles.agglomeration.example/v1");
        await admin.Page.Locator("[name=Place][value=OnPremises]").CheckAsync();
        await admin.Page.Locator("[name=MayReceive][value=MaskedPersonalData]").CheckAsync();
        await admin.Page.Locator("form[action*='models/server'] button").ClickAsync();
        await admin.Page.Locator("a[href*='models/model?server=']").Last.ClickAsync();
        await admin.Page.Locator("[name=ShownName]").FillAsync($"Petit modèle {number}");
        await admin.Page.Locator("[name=Name]").FillAsync("petit-7b-instruct");
        await admin.Page.Locator("[name=Licence]").FillAsync("Apache 2.0");
        await admin.Page.Locator("[name=WattHours]").FillAsync("0,8");
        await admin.Page.Locator("[name=EnergySource]").FillAsync("mesure de l’agglomération, mars 2026");
        await admin.Page.Locator("form[action*='models/model'] button").ClickAsync();
        await admin.Page.Locator("#choices").WaitForAsync();
    }
}
