using Collegue.Knowledge.Embedding.Keeping;
using Collegue.Knowledge.Embedding.Models;
using Microsoft.Extensions.Logging;

namespace Collegue.Knowledge.Indexing;

/// <summary>
/// Completes the vectors of the present index by the model wanted, beside ours, and has search use them once they are all there. Can be
/// stopped or killed at any moment and begun again: no text that was answered is asked for again.
/// </summary>
public sealed partial class PassageEmbedding
{
    private readonly KnowledgeIndex _index;
    private readonly EmbeddingModels _models;
    private readonly EmbeddingCache _cache;
    private readonly CompleteVectors _complete;
    private readonly EmbeddingState _state;
    private readonly IndexLocation _location;
    private readonly ILogger<PassageEmbedding> _logger;

    internal PassageEmbedding(
        KnowledgeIndex index, EmbeddingModels models, EmbeddingCache cache, CompleteVectors complete, EmbeddingState state, IndexLocation location,
        ILogger<PassageEmbedding> logger) =>
        (_index, _models, _cache, _complete, _state, _location, _logger) = (index, models, cache, complete, state, location, logger);

    /// <summary>Does what there is to do, hours for a slow model, and says what it came to.</summary>
    public async Task<EmbeddingOutcome> CompleteAsync(IProgress<EmbeddingProgress>? progress, CancellationToken cancellation)
    {
        if (!_models.AnotherIsWanted)
        {
            return new EmbeddingOutcome.NothingToDo();
        }

        try
        {
            var outcome = await RunAsync(new Relay(this, progress), cancellation);
            _state.Ended(outcome);
            return outcome;
        }
        catch (EmbeddingException failure)
        {
            Log.Failed(_logger, failure.Message);
            var failed = new EmbeddingOutcome.Failed(failure.Message);
            _state.Ended(failed);
            return failed;
        }
    }

    /// <summary>False when only our model is configured: nothing is ever to be done.</summary>
    public bool IsWanted => _models.AnotherIsWanted;

    /// <summary>Looks, and asks no model anything.</summary>
    public async Task<EmbeddingStatus> StatusAsync(CancellationToken cancellation)
    {
        if (!_models.AnotherIsWanted)
        {
            return new EmbeddingStatus(null, 0, 0, Complete: false, null, SendsQuestions: true, null);
        }

        try
        {
            var model = await Task.Run(_models.Configured, cancellation) ?? throw new InvalidOperationException();
            using var lease = await _index.AcquireAsync(cancellation);
            _complete.Seek(lease.Snapshot);
            var serving = lease.Snapshot.Another?.Model;
            var making = new VectorsMaking(lease.Snapshot, lease.Catalogue, model, _cache);
            var passages = making.Total;
            var ready = serving == model ? passages : await making.ReadyAsync(cancellation);
            return new EmbeddingStatus(
                model.Label, passages, ready, serving == model, model.Use.SendsQuestions ? serving?.Label : null, model.Use.SendsQuestions, null);
        }
        catch (EmbeddingException failure)
        {
            return new EmbeddingStatus(null, 0, 0, Complete: false, null, SendsQuestions: true, failure.Message);
        }
    }

    /// <summary>Forgets every vector another model gave, here and in the database; ours serves until they are made again.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellation)
    {
        MeaningVectors.Forget(_location);
        return await _cache.ForgetAsync(cancellation);
    }

    private async Task<EmbeddingOutcome> RunAsync(Relay progress, CancellationToken cancellation)
    {
        var model = await Task.Run(_models.Configured, cancellation) ?? throw new InvalidOperationException();
        using var lease = await _index.AcquireAsync(cancellation);
        var snapshot = lease.Snapshot;
        var making = new VectorsMaking(snapshot, lease.Catalogue, model, _cache);
        var passages = making.Total;
        if (passages == 0)
        {
            return new EmbeddingOutcome.NothingToDo();
        }

        if (snapshot.Another?.Model == model || _complete.Attach(snapshot, model))
        {
            return new EmbeddingOutcome.Complete(model.Label, passages, 0);
        }

        using var worker = TryBecomeWorker();
        if (worker is null)
        {
            return new EmbeddingOutcome.Elsewhere();
        }

        // Another process may have ended between the look and the lock.
        if (_complete.Attach(snapshot, model))
        {
            return new EmbeddingOutcome.Complete(model.Label, passages, 0);
        }

        if (snapshot.Another is null && _models.Previous() is { } previous && await making.ReadyAsync(cancellation) < passages)
        {
            await CarryOnAsync(lease, previous, cancellation);
        }

        return await making.RunAsync(IsCurrentAsync, progress, cancellation) is { } vectors && Publish(snapshot, vectors)
            ? new EmbeddingOutcome.Complete(model.Label, passages, progress.Asked)
            : new EmbeddingOutcome.Replaced();

        async ValueTask<bool> IsCurrentAsync(CancellationToken now)
        {
            using var current = await _index.AcquireAsync(now);
            return current.Snapshot == snapshot;
        }
    }

    /// <summary>The model before goes on serving when passages changed before the new one was ready; if it cannot, ours does.</summary>
    private async Task CarryOnAsync(EmbeddedView lease, EmbeddingModel previous, CancellationToken cancellation)
    {
        try
        {
            if (!_complete.Attach(lease.Snapshot, previous)
                && await new VectorsMaking(lease.Snapshot, lease.Catalogue, previous, _cache)
                    .RunAsync(_ => ValueTask.FromResult(true), new Relay(this, null), cancellation) is { } vectors)
            {
                vectors.Write(lease.Snapshot.Folder);
                _complete.Use(lease.Snapshot, vectors);
            }
        }
        catch (Exception failure) when (failure is EmbeddingException or IOException)
        {
            Log.PreviousFailed(_logger, failure.GetType().Name);
        }
    }

    private bool Publish(IndexSnapshot snapshot, MeaningVectors vectors)
    {
        try
        {
            vectors.Write(snapshot.Folder);
            _models.Remember();
        }
        catch (DirectoryNotFoundException)
        {
            // A newer generation took its place and another process swept it away.
            return false;
        }

        _complete.Use(snapshot, vectors);
        Log.Complete(_logger, snapshot.Generation, vectors.Vectors.Rows, vectors.Calibration.ByChance, vectors.Calibration.CloseEnough);
        return true;
    }

    private FileStream? TryBecomeWorker()
    {
        try
        {
            return new FileStream(Path.Combine(_location.Folder, ".embedding-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    private sealed class Relay(PassageEmbedding work, IProgress<EmbeddingProgress>? progress) : IProgress<EmbeddingProgress>
    {
        public int Asked { get; private set; }

        public void Report(EmbeddingProgress value)
        {
            Asked = Math.Max(Asked, value.Asked);
            work._state.Moved(value);
            progress?.Report(value);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Vectors of generation {Generation} complete: {Passages} passages, by chance {ByChance}, close enough {CloseEnough}.")]
        internal static partial void Complete(ILogger logger, string generation, int passages, float byChance, float closeEnough);

        [LoggerMessage(LogLevel.Warning, "The embedding model failed: {Reason} The vectors before go on serving.")]
        internal static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "The embedding model before could not go on: {Error}. Ours serves until the new one is ready.")]
        internal static partial void PreviousFailed(ILogger logger, string error);
    }
}
