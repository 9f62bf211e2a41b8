namespace Collegue.Knowledge.Sources;

/// <summary>A place where nothing could be opened: its import fails with the reason, and is kept in the history like any other.</summary>
public sealed class UnopenedSource(string name, string reason) : ISource
{
    public string Name => name;

    public string? Notice => null;

    public int Expected => 0;

    public async IAsyncEnumerable<SourceItem> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        throw new InvalidDataException(reason);
#pragma warning disable CS0162 // An iterator must yield somewhere.
        yield break;
#pragma warning restore CS0162
    }
}
