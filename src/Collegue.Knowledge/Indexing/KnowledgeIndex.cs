using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collegue.Knowledge.Indexing;

/// <summary>
/// The searchable projection of every collection of the instance; one for the process. It follows the database: when a
/// collection's version changes a new index is built aside and swapped in, while searches go on with the one before.
/// </summary>
public sealed partial class KnowledgeIndex(
    IServiceScopeFactory scopes, IndexLocation location, TextEmbedder embedder, TimeProvider clock, ILogger<KnowledgeIndex> logger)
    : ISearchEngine, IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly IndexFolders _folders = new(location, clock);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private Catalogue? _catalogue;
    private IndexSnapshot? _current;
    private Task? _swap;
    private long? _checkedAt;
    private long? _failedAt;

    /// <summary>Looks at the database now and waits until its present state can be searched.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var catalogue = await ReadCatalogueAsync(cancellation);
            Task swap;
            lock (_gate)
            {
                if (_current?.Generation == catalogue.Generation)
                {
                    return;
                }

                swap = StartSwap(catalogue);
            }

            await swap.WaitAsync(cancellation);
        }
    }

    ValueTask<SearchEngineState> ISearchEngine.ExamineAsync(CancellationToken cancellation) => ValueTask.FromResult(new SearchEngineState(false, null));

    /// <summary>The index for one search; waits only when there is none at all yet.</summary>
    async ValueTask<ISearchView> ISearchEngine.OpenAsync(CancellationToken cancellation) => await AcquireAsync(cancellation);

    /// <inheritdoc cref="ISearchEngine.OpenAsync"/>
    internal async ValueTask<EmbeddedView> AcquireAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        if (MustCheck())
        {
            var catalogue = await ReadCatalogueAsync(cancellation);
            lock (_gate)
            {
                if (_current?.Generation != catalogue.Generation && !RecentlyFailed())
                {
                    StartSwap(catalogue);
                }
            }
        }

        while (true)
        {
            Task? swap;
            lock (_gate)
            {
                if (_current is { } current && _catalogue is { } catalogue && current.TryLease())
                {
                    return new EmbeddedView(current, catalogue);
                }

                swap = _swap;
            }

            await (swap is { IsCompleted: false } ? swap.WaitAsync(cancellation) : RefreshAsync(cancellation));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        if (_swap is { } swap)
        {
            await swap.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Interlocked.Exchange(ref _current, null)?.Release();
        _stopping.Dispose();
    }

    private bool MustCheck()
    {
        lock (_gate)
        {
            if (_checkedAt is { } at && clock.GetElapsedTime(at) < CheckEvery)
            {
                return false;
            }

            _checkedAt = clock.GetTimestamp();
            return true;
        }
    }

    private bool RecentlyFailed() => _current is not null && _failedAt is { } at && clock.GetElapsedTime(at) < RetryAfter;

    private async Task<Catalogue> ReadCatalogueAsync(CancellationToken cancellation)
    {
        var catalogue = await Catalogue.ReadAsync(scopes, cancellation);
        lock (_gate)
        {
            _catalogue = catalogue;
            _checkedAt = clock.GetTimestamp();
        }

        return catalogue;
    }

    private Task StartSwap(Catalogue catalogue)
    {
        if (_swap is not { IsCompleted: false })
        {
            _swap = Task.Run(() => SwapAsync(catalogue.Generation, _stopping.Token), CancellationToken.None);
        }

        return _swap;
    }

    private async Task SwapAsync(string generation, CancellationToken stopping)
    {
        try
        {
            var next = TryOpen(generation) ?? await BuildAsync(generation, stopping);
            IndexSnapshot? previous;
            lock (_gate)
            {
                (previous, _current) = (_current, next);
                _failedAt = null;
            }

            previous?.Release();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            lock (_gate)
            {
                _failedAt = clock.GetTimestamp();
            }

            Log.BuildFailed(logger, generation, exception);
            throw;
        }
    }

    private async Task<IndexSnapshot> BuildAsync(string generation, CancellationToken stopping)
    {
        using var builder = await _folders.BecomeBuilderAsync(stopping);
        if (TryOpen(generation) is { } builtElsewhere)
        {
            return builtElsewhere;
        }

        var started = clock.GetTimestamp();
        var temporary = _folders.NewTemporary();
        var passages = await new IndexBuilder(scopes, embedder).BuildAsync(temporary, stopping);
        _folders.Publish(temporary, generation);
        var snapshot = TryOpen(generation) ?? throw new InvalidDataException("The index just built cannot be opened.");
        _folders.Sweep(generation, Open());
        Log.Built(logger, generation, passages, (long)clock.GetElapsedTime(started).TotalMilliseconds);
        return snapshot;
    }

    private IndexSnapshot? TryOpen(string generation)
    {
        var snapshot = IndexSnapshot.TryOpen(_folders.Of(generation), embedder, Closed);
        if (snapshot is not null)
        {
            lock (_gate)
            {
                _open.Add(generation);
            }
        }

        return snapshot;
    }

    private IReadOnlyCollection<string> Open()
    {
        lock (_gate)
        {
            return [.. _open];
        }
    }

    private void Closed(IndexSnapshot snapshot)
    {
        lock (_gate)
        {
            _open.Remove(snapshot.Generation);
            if (_current is null || _current.Generation == snapshot.Generation)
            {
                return;
            }
        }

        IndexFolders.TryDelete(snapshot.Folder);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Index {Generation} built with {Passages} passages in {Milliseconds} ms.")]
        internal static partial void Built(ILogger logger, string generation, int passages, long milliseconds);

        [LoggerMessage(LogLevel.Error, "Index {Generation} could not be built; searches go on with the one before, if any.")]
        internal static partial void BuildFailed(ILogger logger, string generation, Exception exception);
    }
}
