using Xunit;

namespace Collegue.Web.Tests;

/// <summary>Waits for work in the background; the test run's own timeout ends it.</summary>
internal static class Background
{
    public static async Task<T> UntilAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
