using Collegue.Knowledge.Indexing;

namespace Collegue.Workers;

/// <summary>Keeps the vectors of the model wanted complete while passages change; ours serves meanwhile. Does nothing without another model.</summary>
internal sealed partial class EmbeddingWorker(PassageEmbedding embedding, TimeProvider clock, ILogger<EmbeddingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var pause = FirstPause;
        while (embedding.IsWanted && !stoppingToken.IsCancellationRequested)
        {
            var good = await TryAsync(stoppingToken);
            await Task.Delay(good ? Idle : pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = good ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            return await embedding.CompleteAsync(null, stopping) is not EmbeddingOutcome.Failed;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception surprise)
        {
            // The disk or the database: searches go on with our model, and this is tried again.
            Log.Failed(logger, surprise.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The vectors of the passages could not be completed: {Error}.")]
        internal static partial void Failed(ILogger logger, string error);
    }
}
