using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Collegue.BrowserTests.Browsing;

/// <summary>The installed browser that <c>./test</c> found, started once for all tests. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Switches =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string Executable => Environment.GetEnvironmentVariable("COLLEGUE_TEST_CHROMIUM") is { Length: > 0 } path
        ? path
        : throw new InvalidOperationException("COLLEGUE_TEST_CHROMIUM names no browser: run the tests with ./test, which finds one.");

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,

            // Chromium refuses its sandbox to root, as in a container.
            Args = Environment.IsPrivilegedProcess ? [.. Switches, "--no-sandbox"] : Switches,
        });
    }

    /// <summary>A browser of one's own: no cookie, no history.</summary>
    public Task<IBrowserContext> NewAsync(BrowserNewContextOptions options) => browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
