using Collegue.BrowserTests.Browsing;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>Opens each screen in both languages and asks of it what is asked of every screen.</summary>
public abstract class Screening(Town town, Regulars regulars)
{
    private protected static TheoryData<string> Of(IEnumerable<Screen> screens) => [.. screens.Select(screen => screen.Name)];

    private protected async Task CheckAsync(Screen screen)
    {
        var person = await regulars.WithAsync(screen.Account);
        await CheckAsync(person, screen, "en");
        await CheckAsync(person, screen, "fr");
        await person.AssertReadableInTheDarkAsync();
        Assert.Empty(person.Troubles);
    }

    private async Task CheckAsync(Person person, Screen screen, string language)
    {
        await ArriveAsync(person, screen, language);
        await person.AssertFramedAsync(language);
        Assert.Equal(screen.Status, person.Status);
        await person.AssertFreeOfViolationsAsync();
        await Album.KeepAsync(person.Page, screen, language);
        await person.AssertFitsAsync(320);
        await Album.KeepAsync(person.Page, screen with { Name = $"{screen.Name}-320", Height = screen.Telephone }, language);

        // A zoom of 200 % in a window of 1280, then text twice as large, in that window and in half of it.
        await person.AssertFitsAsync(640);
        await person.AssertFitsAsync(640, 2 * Person.UsualText);
        await person.AssertFitsAsync(1280, 2 * Person.UsualText);
    }

    private async Task ArriveAsync(Person person, Screen screen, string language)
    {
        await person.Page.SetViewportSizeAsync(1280, 900);
        await person.ChooseTextAsync(Person.UsualText);
        await person.OpenAsync($"/language?to={language}&back={Uri.EscapeDataString(screen.Address(town))}");
        if (screen.Then is { } act)
        {
            await person.TurnAsync(() => act(person, town));
        }
    }
}
