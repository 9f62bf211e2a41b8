using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>What anybody may see: pages about the site, and what is said when a page cannot be shown.</summary>
public sealed class SiteScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private static readonly Screen[] Screens =
    [
        new("site-accessibility", "/accessibility") { Height = 1000 },
        new("site-privacy", "/privacy") { Height = 1000 },
        new("site-rules", "/rules") { Height = 1100 },
        new("site-not-found", "/nothing/here") { Status = 404 },
        new("site-status-400", "/status/400") { Height = 0, Status = 400 },
        new("site-status-403", "/status/403") { Height = 0, Status = 403 },
        new("site-status-413", "/status/413") { Height = 0, Status = 413 },
        new("site-status-429", "/status/429") { Height = 0, Status = 429 },
        new("site-status-500", "/status/500") { Height = 0, Status = 500 },
        new("site-status-503", "/status/503") { Height = 0, Status = 503 },
        new("account-sign-in", "/account/sign-in"),
        new("account-sign-in-refused", "/account/sign-in") { Status = 422, Then = RefusedAsync },
        new("account-sign-out", "/account/sign-out") { Account = "scolaire", Height = 0 },
        new("account-signed-out", "/account/sign-out") { Height = 0 },
        new("account-denied", "/admin") { Account = "scolaire", Status = 403 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static async Task RefusedAsync(Person stranger, Town town)
    {
        await stranger.Page.Locator("#UserName").FillAsync("urbanisme");
        await stranger.Page.Locator("#Password").FillAsync("pas le bon");
        await stranger.Page.Keyboard.PressAsync("Enter");
    }
}
