namespace Collegue.Gateway;

/// <summary>One writer at a time for each collection of this process: a reading that begins before a file is kept would miss it.</summary>
internal sealed class CollectionTurns : IDisposable
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<T> AloneAsync<T>(Guid collection, Func<Task<T>> act, CancellationToken cancellation)
    {
        var turn = turns[(uint)collection.GetHashCode() % turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in turns)
        {
            turn.Dispose();
        }
    }
}
