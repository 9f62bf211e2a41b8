using Collegue.BrowserTests.Browsing;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>What administrators and auditors see.</summary>
public sealed class AdminScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
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
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));
}
