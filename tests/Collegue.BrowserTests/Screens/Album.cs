using Microsoft.Playwright;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>Pictures of the screens for the documentation, kept when <c>COLLEGUE_TEST_SCREENSHOTS</c> names a folder.</summary>
internal static class Album
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("COLLEGUE_TEST_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    public static async Task KeepAsync(IPage page, Screen screen, string language)
    {
        if (Folder is null || screen.Height == 0 || language != "fr")
        {
            return;
        }

        var height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions
        {
            FullPage = true,
            Clip = new Clip { X = 0, Y = 0, Width = page.ViewportSize!.Width, Height = Math.Min(height, screen.Height) },
        });
        Directory.CreateDirectory(Folder);
        await File.WriteAllBytesAsync(Path.Combine(Folder, $"{screen.Name}.png"), PngPalette.Reduce(picture), TestContext.Current.CancellationToken);
    }
}
