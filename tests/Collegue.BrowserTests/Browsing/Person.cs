using Collegue.Web.Tests;
using Microsoft.Playwright;

namespace Collegue.BrowserTests.Browsing;

/// <summary>Somebody at a browser of their own, and all that went wrong in it without being seen.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly Uri address;
    private readonly List<string> troubles = [];
    private ICDPSession? settings;

    private Person(IBrowserContext context, IPage page, Uri address)
    {
        (this.context, Page, this.address) = (context, page, address);
        context.SetDefaultTimeout(60_000);
        page.Console += (_, message) => Hear(message);
        page.PageError += (_, error) => troubles.Add($"script: {error}");
        page.Request += (_, request) => Watch(request);
        page.Response += (_, response) => Watch(response);
    }

    /// <summary>Size of text of a browser as installed, in pixels.</summary>
    public const int UsualText = 16;

    public IPage Page { get; }

    /// <summary>Of the page last opened, or of the form last sent.</summary>
    public int Status { get; private set; }

    /// <summary>Errors of scripts, refusals of the content security policy, missing files, requests to other sites.</summary>
    public IReadOnlyList<string> Troubles => troubles;

    public string Path => new Uri(Page.Url).PathAndQuery;

    public static async Task<Person> ArriveAsync(Chromium chromium, ProductServer server, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        (options.Locale, options.TimezoneId, options.ReducedMotion) = ("fr-FR", "Europe/Paris", ReducedMotion.Reduce);
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 900 };
        var context = await chromium.NewAsync(options);
        return new Person(context, await context.NewPageAsync(), server.Address);
    }

    public Task OpenAsync(string path) => Page.GotoAsync(new Uri(address, path).AbsoluteUri);

    /// <summary>As in the settings of the browser: pages see it in their rem, also those of their media queries.</summary>
    public async Task ChooseTextAsync(int pixels)
    {
        settings ??= await context.NewCDPSessionAsync(Page);
        await settings.SendAsync("Page.setFontSizes", new Dictionary<string, object> { ["fontSizes"] = new Dictionary<string, object> { ["standard"] = pixels } });
    }

    /// <summary>
    /// Does what leads to another page, and ends when all of that one is there. The browser is asked: what the driver hears of it comes late
    /// or never when the machine is busy.
    /// </summary>
    public async Task TurnAsync(Func<Task> act)
    {
        await Page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");
        await act();
        await Page.Locator("html:not([data-left])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await WholeAsync();
    }

    /// <summary>Ends when all of the page is there; only where scripts run.</summary>
    public Task WholeAsync() => Page.EvaluateAsync(
        "() => document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true), { once: true }))").WaitAsync(TimeSpan.FromMinutes(1));

    public Task ReloadAsync() => Page.ReloadAsync();

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Hear(IConsoleMessage message)
    {
        // The browser says this of every answer above 399, also of a page that is meant to be refused; files are watched below.
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            troubles.Add($"console: {message.Text}");
        }
    }

    private void Watch(IRequest request)
    {
        if (request.Url.StartsWith("http", StringComparison.Ordinal) && new Uri(request.Url).Authority != address.Authority)
        {
            troubles.Add($"request to another site: {request.Url}");
        }
    }

    private void Watch(IResponse response)
    {
        if (response.Request.IsNavigationRequest)
        {
            Status = response.Status;
        }
        else if (response.Status >= 400)
        {
            troubles.Add($"{response.Status} for {response.Url}");
        }
    }
}
