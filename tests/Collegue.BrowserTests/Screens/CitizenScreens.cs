using Collegue.BrowserTests.Browsing;
using Xunit;
using static Collegue.BrowserTests.Screens.Screen;

namespace Collegue.BrowserTests.Screens;

/// <summary>What citizens see.</summary>
public sealed class CitizenScreens(Town town, Regulars regulars) : Screening(town, regulars), IClassFixture<Regulars>
{
    private static readonly Screen[] Screens =
    [
        new("citizen-home", "/") { Telephone = 900, Height = 1000 },
        new("citizen-write", "/citizen/write") { Telephone = 900, Height = 1100 },
        new("citizen-write-refused", "/citizen/write") { Status = 422, Then = RefusedAsync },
        new("citizen-received", town => $"/citizen/received/{town["canteen"].TrackingToken}") { Height = 1000 },
        new("citizen-case", town => Tracking(town["canteen"])) { Height = 1000 },
        new("citizen-case-answered", town => Tracking(town["identity"])) { Telephone = 900, Height = 1500 },
        new("citizen-case-human", town => Tracking(town["distress"])),
        new("citizen-case-unrated", town => Tracking(town["identity"])) { Status = 422, Height = 0, Then = (citizen, _) => citizen.Page.Locator("form[action*=Rate] button, form[action*=rate] button").ClickAsync() },
        new("citizen-case-unknown", "/citizen/case/unknown") { Status = 404 },
        new("citizen-find", "/citizen/find") { Height = 700 },
    ];

    public static TheoryData<string> Each => Of(Screens);

    [Theory]
    [MemberData(nameof(Each))]
    public Task A_screen_serves_everyone(string screen) => CheckAsync(Screens.Single(one => one.Name == screen));

    private static async Task RefusedAsync(Person citizen, Town town)
    {
        await citizen.Page.Locator("#Name").FillAsync("Noé Dautrive");
        await citizen.Page.Locator("#Email").FillAsync("noe@");
        await citizen.Page.Locator("form.form button").ClickAsync();
    }
}
