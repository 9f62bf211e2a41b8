using System.Text.Json;
using System.Xml;
using Collegue.Knowledge.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collegue.Knowledge.Importing;

/// <summary>
/// Stores a source in a collection. Documents are compared by the hash of everything kept, so importing twice changes nothing,
/// and an import that was killed is continued by the next one. If two imports of a collection meet, the newer one does the work.
/// </summary>
public sealed partial class Importer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Importer> logger)
{
    private const int DocumentsPerWrite = 200;
    private const int PassagesPerWrite = 3000;
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    /// <summary>Imports everything once. Broken files are skipped and named; a source that stops giving is an outcome, not an exception.</summary>
    /// <exception cref="OperationCanceledException">What was stored stays, and the run is closed as failed.</exception>
    public async Task<ImportOutcome> RunAsync(
        ISource source, ImportTarget target, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var ledger = new ImportLedger(scopes, clock, target);
        await ledger.BeginAsync(source, cancellation);
        Log.Started(logger, ledger.Run, target.Organisation);
        var tally = new ImportTally(await ledger.StoredAsync(cancellation));
        string? failure;
        try
        {
            (var current, failure) = await ReadAsync(source, ledger, tally, progress, cancellation);
            if (!current || (failure is null && !await RemoveAsync(source, ledger, tally, cancellation)))
            {
                Log.Superseded(logger, ledger.Run);
                return new ImportOutcome.Superseded(ledger.Run);
            }
        }
        catch (Exception exception)
        {
            var reason = exception is OperationCanceledException ? "The import was cancelled." : "The import stopped on an unexpected error.";
            await EndBestEffortAsync(ledger, tally, source, reason);
            throw;
        }

        if (!await ledger.EndAsync(tally, source, failure, cancellation))
        {
            Log.Superseded(logger, ledger.Run);
            return new ImportOutcome.Superseded(ledger.Run);
        }

        var summary = new ImportSummary(tally.Added, tally.Changed, tally.Unchanged, tally.Removed,
            failure is null ? tally.Missing.Count - tally.Removed : 0, tally.Skipped.Count, tally.Skipped, source.Notice,
            clock.GetElapsedTime(started));
        Log.Ended(logger, ledger.Run, failure is null, summary.Added, summary.Changed, summary.Unchanged, summary.Removed,
            summary.Skipped, (long)summary.Elapsed.TotalMilliseconds);
        return failure is null
            ? new ImportOutcome.Finished(ledger.Run, summary)
            : new ImportOutcome.Failed(ledger.Run, failure, summary);
    }

    /// <summary>Stores what the source gives, up to its end or its failure; not current when a newer run took over.</summary>
    private async Task<(bool Current, string? Failure)> ReadAsync(
        ISource source, ImportLedger ledger, ImportTally tally, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var batch = new List<PendingDocument>();
        var passages = 0;
        var lastWrite = clock.GetTimestamp();
        string? failure = null;
        await using var items = source.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await items.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception exception) when (IsSourceFailure(exception))
            {
                failure = Line(exception.Message);
                break;
            }

            switch (items.Current)
            {
                case SourceItem.Read read when tally.Accept(read.Document, ledger.Collection) is { } pending:
                    batch.Add(pending);
                    passages += pending.Document.Passages.Count;
                    break;
                case SourceItem.Unchanged unchanged:
                    tally.Keep(unchanged.Key);
                    break;
                case SourceItem.Skipped skipped:
                    tally.Skip(skipped.File, Line(skipped.Reason));
                    break;
                case SourceItem.Gone gone:
                    tally.Skip(gone.File, Line(gone.Reason), isGone: true);
                    break;
            }

            if (batch.Count >= DocumentsPerWrite || passages >= PassagesPerWrite || clock.GetElapsedTime(lastWrite) >= ProgressEvery)
            {
                if (!await WriteAsync())
                {
                    return (false, null);
                }

                batch.Clear();
                passages = 0;
                lastWrite = clock.GetTimestamp();
            }
        }

        return (await WriteAsync(), failure);

        async Task<bool> WriteAsync()
        {
            var current = await ledger.WriteAsync(batch, tally, source, cancellation);
            progress?.Report(new ImportProgress(source.Name, tally.Read, source.Expected, tally.Skipped.Count));
            return current;
        }
    }

    private static async Task<bool> RemoveAsync(
        ISource source, ImportLedger ledger, ImportTally tally, CancellationToken cancellation)
    {
        var leaving = source.IsComplete
            ? RemovalRule.NotGiven(tally.Missing, tally.Skipped)
            : RemovalRule.Choose(tally.Missing, tally.Stored, tally.Read, tally.Skipped);
        foreach (var batch in leaving.Chunk(DocumentsPerWrite))
        {
            if (!await ledger.RemoveAsync(batch, tally, source, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private async Task EndBestEffortAsync(ImportLedger ledger, ImportTally tally, ISource source, string reason)
    {
        try
        {
            // The caller's token may be the very reason: closing the run must not depend on it.
            await ledger.EndAsync(tally, source, reason, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The first error is the one to report; the next import closes the run.
            Log.NotClosed(logger, ledger.Run, exception);
        }
    }

    private static bool IsSourceFailure(Exception exception) => exception is IOException or InvalidDataException
        or UnauthorizedAccessException or HttpRequestException or JsonException or XmlException;

    private static string Line(string text) => string.Join(' ', text.Split(['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Import {Run} started for organisation {Organisation}.")]
        internal static partial void Started(ILogger logger, Guid run, Guid organisation);

        [LoggerMessage(LogLevel.Information,
            "Import {Run} ended (complete: {Complete}): {Added} added, {Changed} changed, {Unchanged} unchanged, {Removed} removed, {Skipped} skipped in {Milliseconds} ms.")]
        internal static partial void Ended(
            ILogger logger, Guid run, bool complete, int added, int changed, int unchanged, int removed, int skipped, long milliseconds);

        [LoggerMessage(LogLevel.Warning, "Import {Run} stopped: a newer import of the same collection goes on.")]
        internal static partial void Superseded(ILogger logger, Guid run);

        [LoggerMessage(LogLevel.Error, "Import {Run} failed and could not be closed.")]
        internal static partial void NotClosed(ILogger logger, Guid run, Exception exception);
    }
}
