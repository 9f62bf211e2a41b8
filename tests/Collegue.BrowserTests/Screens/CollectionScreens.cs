using Collegue.BrowserTests.Browsing;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>Collections, their documents, a search tried, and the questions without answer.</summary>
public sealed class CollectionScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private const string Guide = "/desk/collections/sainte-amarelle";

    private static readonly Screen[] Screens =
    [
        new("collections", "/desk/collections") { Account = "admin", Telephone = 900 },
        new("collections-empty", "/desk/collections?q=girafe") { Account = "scolaire", Height = 0 },
        new("collection", Guide) { Account = "dgs", Height = 1300, Telephone = 1400 },
        new("collection-shared", "/desk/collections/val-d-amarelle?of=val-d-amarelle") { Account = "scolaire", Height = 0 },
        new("collection-settings", $"{Guide}/settings") { Account = "admin", Height = 1100 },
        new("collection-settings-refused", $"{Guide}/settings") { Account = "admin", Status = 422, Height = 0, Then = UntitledAsync },
        new("collection-document", $"{Guide}/document/scolaire/cantine") { Account = "scolaire", Height = 1300 },
        new("collection-document-expired", $"{Guide}/document/scolaire/tarifs-cantine-2025-2026") { Account = "scolaire", Height = 0 },
        new("collection-new", "/desk/knowledge/new") { Account = "chef-scolaire", Height = 0 },
        new("knowledge-try", "/desk/knowledge/try?q=prix+de+la+cantine") { Account = "scolaire", Height = 1500, Telephone = 1400 },
        new("knowledge-try-empty", "/desk/knowledge/try?q=xylophone+zoologique&mode=Lexical") { Account = "scolaire", Height = 0 },
        new("knowledge-questions", "/desk/knowledge/questions") { Account = "chef-scolaire" },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static async Task UntitledAsync(Person administrator, Town town)
    {
        await administrator.Page.Locator("#Title").FillAsync("");
        await administrator.Page.Locator("form.form button[type=submit]").ClickAsync();
    }
}
