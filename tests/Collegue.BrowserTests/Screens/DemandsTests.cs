using Collegue.BrowserTests.Browsing;
using Xunit;
using Xunit.Sdk;

namespace Collegue.BrowserTests.Screens;

/// <summary>What is asked of the screens is refused to a bad one.</summary>
public sealed class DemandsTests(Town town, Chromium chromium) : Visits(town, chromium)
{
    [Fact]
    public async Task A_picture_without_words_and_a_field_without_label_are_violations()
    {
        var person = await ShowAsync("<main><h1>Bonjour</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><input></main>");

        var refused = await Assert.ThrowsAnyAsync<XunitException>(person.AssertFreeOfViolationsAsync);

        Assert.Contains("image-alt", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_too_pale_in_the_dark_are_a_violation()
    {
        var person = await ShowAsync("<style>@media (prefers-color-scheme: dark) { main { background: #000; color: #333 } }</style><main><h1>Bonjour</h1></main>");

        await person.AssertFreeOfViolationsAsync();
        var refused = await Assert.ThrowsAnyAsync<XunitException>(person.AssertReadableInTheDarkAsync);

        Assert.Contains("color-contrast", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(320, Person.UsualText)]
    [InlineData(640, 2 * Person.UsualText)]
    public async Task A_part_wider_than_the_window_is_refused(int width, int text)
    {
        var person = await ShowAsync("<main><h1 style='width: 22rem'>Bonjour</h1></main>");

        await person.AssertFitsAsync(640);
        await Assert.ThrowsAnyAsync<XunitException>(() => person.AssertFitsAsync(width, text));
    }

    private async Task<Person> ShowAsync(string body)
    {
        var person = await VisitAsync();
        await person.Page.SetContentAsync($"<!doctype html><html lang='fr'><title>Essai</title>{body}");
        return person;
    }
}
