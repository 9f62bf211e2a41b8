using Collegue.BrowserTests.Browsing;

namespace Collegue.BrowserTests.Screens;

/// <summary>One person for each account, and one without, who look at all the screens of a class in turn: opening a browser costs more than a page.</summary>
public sealed class Regulars(Town town, Chromium chromium) : IAsyncDisposable
{
    private readonly Dictionary<string, Person> people = [];

    internal async Task<Person> WithAsync(string? account)
    {
        if (!people.TryGetValue(account ?? "", out var person))
        {
            person = people[account ?? ""] = await Person.ArriveAsync(chromium, town);
            if (account is not null)
            {
                await person.SignInAsync(account);
                await person.Page.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
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
