using Collegue.BrowserTests.Browsing;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>The agent's assistant, and what owners of sources hear of it.</summary>
public sealed class AssistantScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>, IClassFixture<TownTalk>
{
    private static readonly Screen[] Screens =
    [
        new("assistant", "/desk/assistant") { Account = "scolaire", Height = 900 },
        new("assistant-empty", "/desk/assistant") { Account = "urbanisme", Height = 700 },
        new("assistant-narrowed", "/desk/assistant?q=girafe") { Account = "scolaire", Height = 0 },
        new("assistant-new", "/desk/assistant/new") { Account = "scolaire", Height = 900, Telephone = 900 },
        new("assistant-refused", "/desk/assistant/new") { Account = "scolaire", Status = 422, Height = 0, Then = (agent, _) => agent.Page.Locator("form[data-main] button[type=submit]").ClickAsync() },
        new("assistant-conversation", "/desk/assistant") { Account = "scolaire", Height = 1700, Telephone = 1600, Then = (agent, _) => OpenAsync(agent) },
        new("assistant-letter", "/desk/assistant") { Account = "scolaire", Height = 1000, Then = (agent, _) => OpenAsync(agent, "a[href*='as=letter']") },
        new("assistant-appointment", "/desk/assistant") { Account = "scolaire", Height = 1200, Then = (agent, _) => OpenAsync(agent, "a[href$='/appointment']") },
        new("assistant-file", "/desk/assistant") { Account = "scolaire", Height = 0, Then = (agent, _) => OpenAsync(agent, ".chat__file a") },
        new("assistant-delete", "/desk/assistant") { Account = "scolaire", Height = 0, Then = (agent, _) => OpenAsync(agent, "a[href$='/delete']") },
        new("assistant-delete-all", "/desk/assistant/delete") { Account = "scolaire", Height = 0 },
        new("knowledge-feedback", "/desk/knowledge/feedback") { Account = "admin", Height = 700 },
        new("knowledge-feedback-empty", "/desk/knowledge/feedback?settled=true") { Account = "chef-scolaire", Height = 0 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    /// <summary>Opens the latest conversation, then what is named there.</summary>
    private static async Task OpenAsync(Person agent, string? link = null)
    {
        await agent.Page.Locator(".queue__subject").First.ClickAsync();
        await agent.Page.Locator("article.turn").First.WaitForAsync();
        if (link is not null)
        {
            await agent.TurnAsync(() => agent.Page.Locator(link).First.ClickAsync());
        }
    }
}
