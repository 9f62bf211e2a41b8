namespace Collegue.Knowledge.Reading;

/// <summary>A hostile file may keep a library turning for ever: after a while the work is left behind.</summary>
internal static class BoundedTime
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Null when it took too long.</summary>
    public static async Task<T?> RunAsync<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
        where T : class
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var token = stopping.Token;
        try
        {
            return await Task.Run(() => work(token), token).WaitAsync(Longest, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            return null;
        }
    }
}
