using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>A developer reads the description of the API: all of it comes from this site, under its policy.</summary>
public sealed class ReadingTheApi(Town town, Chromium chromium) : Visits(town, chromium)
{
    [Fact]
    public async Task The_reference_is_shown_without_asking_another_site()
    {
        var developer = await VisitAsync();

        await developer.OpenAsync("/docs/api");

        await Expect(developer.Page.GetByText("Answer a conversation, streamed or not.").First).ToBeAttachedAsync(new() { Timeout = 60_000 });
        await Expect(developer.Page.GetByRole(AriaRole.Heading, new() { Name = "Collègue" }).First).ToBeVisibleAsync();
        Assert.Empty(developer.Troubles);
    }
}
