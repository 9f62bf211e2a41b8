using Collegue.Web.Tests;
using Microsoft.Playwright;
using Xunit;

namespace Collegue.BrowserTests.Browsing;

/// <summary>A test in which people come with browsers; when it ends, nothing may have gone wrong unseen in any of them.</summary>
public abstract class Visits(ProductServer server, Chromium chromium) : IAsyncDisposable
{
    private readonly List<Person> people = [];

    private protected async Task<Person> VisitAsync(bool scripts = true, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.JavaScriptEnabled = scripts;
        var person = await Person.ArriveAsync(chromium, server, options);
        people.Add(person);
        return person;
    }

    private protected async Task<Person> AgentAsync(string userName, bool scripts = true)
    {
        var agent = await VisitAsync(scripts);
        await agent.SignInAsync(userName);
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var person in people)
        {
            await person.DisposeAsync();
        }

        Assert.Empty(people.SelectMany(person => person.Troubles));
    }
}
