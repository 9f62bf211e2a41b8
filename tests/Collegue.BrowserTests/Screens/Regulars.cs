using System.Text.RegularExpressions;
using Collegue.BrowserTests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Screens;

/// <summary>One person for each account, and one without, who look at all the screens of a class in turn: opening a browser costs more than a page.</summary>
public sealed partial class Regulars(Town town, Chromium chromium) : IAsyncDisposable
{
    private readonly Dictionary<string, Person> people = [];

    [GeneratedRegex("/sign-in")]
    private static partial Regex SignIn();

    internal async Task<Person> WithAsync(string? account)
    {
        if (!people.TryGetValue(account ?? "", out var person))
        {
            person = people[account ?? ""] = await Person.ArriveAsync(chromium, town);
            if (account is not null)
            {
                await person.SignInAsync(account);
                await Expect(person.Page).Not.ToHaveURLAsync(SignIn());
                await person.WholeAsync();
            }
        }

        return person;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values)
        {
            await person.DisposeAsync();
        }
    }
}
