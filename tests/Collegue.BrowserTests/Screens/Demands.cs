using Collegue.BrowserTests.Browsing;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>What is asked of every screen.</summary>
internal static class Demands
{
    /// <summary>WCAG 2.0 to 2.2, A and AA, and what axe calls best practices.</summary>
    private const string EveryRule = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

    private const string Contrast = "{ type: 'rule', values: ['color-contrast'] }";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Elements that reach beyond the right edge of the window, when the page scrolls sideways.</summary>
    private const string Overflow = """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? '' :
          [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .slice(0, 3).map(element => element.outerHTML.slice(0, 120)).join(' | ')
        """;

    public static async Task AssertFramedAsync(this Person person, string language)
    {
        Assert.Equal(language, await person.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await person.Page.Locator("h1").CountAsync());
        Assert.Equal("#main", await person.Page.Locator("body > a.skip-link").GetAttributeAsync("href"));
        Assert.Equal(1, await person.Page.Locator("main#main").CountAsync());
        Assert.NotEqual("", await person.Page.TitleAsync());
    }

    public static Task AssertFreeOfViolationsAsync(this Person person) => AssertNoneAsync(person, EveryRule);

    /// <summary>The only rule that the colours change.</summary>
    public static async Task AssertReadableInTheDarkAsync(this Person person)
    {
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AssertNoneAsync(person, Contrast);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>Nothing scrolls sideways in a window of that width, with that size of text chosen in the browser.</summary>
    public static async Task AssertFitsAsync(this Person person, int width, int text = Person.UsualText)
    {
        await person.Page.SetViewportSizeAsync(width, 640);
        await person.ChooseTextAsync(text);
        Assert.Equal("", await person.Page.EvaluateAsync<string>(Overflow));
    }

    /// <summary>Run here and not by the package for Playwright, which opens a window for each run to put the frames together: there are none.</summary>
    private static async Task AssertNoneAsync(Person person, string rules)
    {
        await person.Page.EvaluateAsync(Axe);
        var violations = await person.Page.EvaluateAsync<string[]>($$"""
            async () => {
              const found = await axe.run(document, { runOnly: {{rules}}, resultTypes: ['violations'] });
              return found.violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`));
            }
            """);
        Assert.True(violations.Length == 0, string.Join('\n', violations));
    }
}
