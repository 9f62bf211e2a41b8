using Collegue.BrowserTests.Browsing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>What is asked of every screen.</summary>
internal static class Demands
{
    private static readonly AxeRunOptions EveryRule = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    private static readonly AxeRunOptions Contrast = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
        ResultTypes = [ResultType.Violations],
    };

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

    private static async Task AssertNoneAsync(Person person, AxeRunOptions rules)
    {
        var result = await person.Page.RunAxe(rules);
        Assert.Equal("", string.Join('\n', result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))));
    }
}
