using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using IsolationLevel = System.Data.IsolationLevel;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>
/// The index that the nodes of an instance share, in its database: one node writes what changed, all search it. Where the database
/// has no pgvector each node goes back to an index of its own.
/// </summary>
internal sealed partial class SharedKnowledgeIndex(
    IServiceScopeFactory scopes, SharedDatabase database, KnowledgeIndex embedded, TextEmbedder embedder, TimeProvider clock,
    ILogger<SharedKnowledgeIndex> logger) : ISearchEngine, IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _source = database.Open();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _looking = new(1);
    private TablesState? _tables;
    private SharedState? _state;
    private Task _following = Task.CompletedTask;
    private long _checkedAt;
    private long? _failedAt;

    public async ValueTask<ISearchView> OpenAsync(CancellationToken cancellation)
    {
        if (await TablesAsync(cancellation) is not TablesState.Ready)
        {
            return await ((ISearchEngine)embedded).OpenAsync(cancellation);
        }

        var state = await StateAsync(cancellation);
        var connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            return new SharedView(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation),
                state.Catalogue, state.Vocabulary, state.Model);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (await TablesAsync(cancellation) is TablesState.Ready ready)
        {
            await ProjectAsync(ready.Model, waits: true, cancellation);
            _state = await ReadAsync(ready.Model, _state?.Vocabulary, again: true, cancellation);
        }
        else
        {
            await embedded.RefreshAsync(cancellation);
        }
    }

    public async ValueTask<SearchEngineState> ExamineAsync(CancellationToken cancellation) => await TablesAsync(cancellation) switch
    {
        TablesState.Unavailable unavailable => new SearchEngineState(false, unavailable.Reason),
        _ => new SearchEngineState(true, null),
    };

    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync();
            await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _source.DisposeAsync();
            _looking.Dispose();
            _stopping.Dispose();
        }
    }

    /// <summary>Looked at once: installing the extension takes a restart of the program to be seen.</summary>
    private async ValueTask<TablesState> TablesAsync(CancellationToken cancellation)
    {
        if (_tables is { } known)
        {
            return known;
        }

        await _looking.WaitAsync(cancellation);
        try
        {
            if (_tables is null)
            {
                _tables = await SharedTables.EnsureAsync(_source, embedder, cancellation);
                if (_tables is TablesState.Unavailable unavailable)
                {
                    Log.Unavailable(logger, unavailable.Reason);
                }
            }

            return _tables;
        }
        finally
        {
            _looking.Release();
        }
    }

    private async ValueTask<SharedState> StateAsync(CancellationToken cancellation)
    {
        if (_state is { } known && (clock.GetElapsedTime(_checkedAt) < CheckEvery || !await _looking.WaitAsync(0, cancellation)))
        {
            return known;
        }

        if (_state is null)
        {
            await _looking.WaitAsync(cancellation);
        }

        try
        {
            return await LookAsync(((TablesState.Ready)_tables!).Model, cancellation);
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>What collections are now, at once; their new content is written and read beside the searches.</summary>
    private async Task<SharedState> LookAsync(int model, CancellationToken cancellation)
    {
        var state = await ReadAsync(model, _state?.Vocabulary, again: false, cancellation);
        _checkedAt = clock.GetTimestamp();
        var nothing = state.Vocabulary.Documents == 0;
        if (state.IsBehind && _following.IsCompleted && !RecentlyFailed())
        {
            _following = Task.Run(() => FollowAsync(model, waits: nothing, _stopping.Token), CancellationToken.None);
        }

        if (nothing && state.IsBehind)
        {
            await _following.WaitAsync(cancellation);
            return _state ?? state;
        }

        return _state = state;
    }

    private bool RecentlyFailed() => _failedAt is { } at && clock.GetElapsedTime(at) < RetryAfter;

    /// <param name="known">The words read before; kept as they are unless they are to be read again and have changed.</param>
    private async Task<SharedState> ReadAsync(int model, SharedVocabulary? known, bool again, CancellationToken cancellation)
    {
        var catalogue = await Catalogue.ReadAsync(scopes, cancellation);
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        var revision = await SharedTables.RevisionAsync(connection, cancellation);
        var vocabulary = known is not null && (!again || known.Revision == revision) ? known : await SharedVocabulary.ReadAsync(connection, cancellation);
        var written = (await SharedTables.WrittenAsync(connection, cancellation)).ToHashSet();
        return new SharedState(catalogue, vocabulary, model, vocabulary.Revision != revision
            || !written.SetEquals(catalogue.All.Select(card => new WrittenCollection(card.Organisation, card.Id, card.Version, model))));
    }

    private async Task FollowAsync(int model, bool waits, CancellationToken stopping)
    {
        try
        {
            await ProjectAsync(model, waits, stopping);
            _state = await ReadAsync(model, _state?.Vocabulary, again: true, stopping);
            _failedAt = null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failedAt = clock.GetTimestamp();
            Log.NotWritten(logger, exception);
        }
    }

    /// <summary>One node writes at a time; the others find its work done, or find it later.</summary>
    private async Task ProjectAsync(int model, bool waits, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        if (!await SharedTables.LockAsync(connection, waits, cancellation))
        {
            return;
        }

        try
        {
            var started = clock.GetTimestamp();
            var catalogue = await Catalogue.ReadAsync(scopes, cancellation);
            if (await new Projection(scopes, connection, embedder, model).RunAsync(catalogue, cancellation) is > 0 and var documents)
            {
                Log.Written(logger, documents, (long)clock.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        finally
        {
            await SharedTables.UnlockAsync(connection);
        }
    }

    private sealed record SharedState(Catalogue Catalogue, SharedVocabulary Vocabulary, int Model, bool IsBehind);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The index cannot be shared in the database, so this node keeps one of its own: {Reason}.")]
        internal static partial void Unavailable(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "{Documents} documents written or removed in the shared index in {Milliseconds} ms.")]
        internal static partial void Written(ILogger logger, int documents, long milliseconds);

        [LoggerMessage(LogLevel.Error, "The shared index could not be brought up to date; searches go on with what it holds.")]
        internal static partial void NotWritten(ILogger logger, Exception exception);
    }
}
