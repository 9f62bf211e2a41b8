using System.Threading.Channels;
using Collegue.Gateway.Accounts.Journals;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>
/// Brings what was counted to the database, takes from accounts what calls wait for, and gives back what is not used. One at a time for
/// the whole node: who waits meanwhile goes together in the next round.
/// </summary>
internal sealed partial class Clerk(
    Books books, RoundWriter writer, Recovery recovery, AccountPurge purge, DataDirectory data, TimeProvider clock,
    IOptions<AccountsOptions> options, ILogger<Clerk> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim lane = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, long> doneAt = new(StringComparer.Ordinal);
    private ITimer? timer;
    private Task loop = Task.CompletedTask;
    private Round? doubtful;
    private int failures;
    private long failedAt;
    private Exception? notOpened;
    private volatile bool ticked;

    public Guid Node { get; } = Guid.CreateVersion7(clock.GetUtcNow());

    public Task StartAsync(CancellationToken cancellationToken)
    {
        books.Freed += Signal;
        timer = clock.CreateTimer(
            _ =>
            {
                books.Tick();
                ticked = true;
                Signal();
            },
            null,
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(options.Value.FlushMilliseconds));
        loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Somebody waits, or something can be taken before it runs out.</summary>
    public void Signal() => signals.Writer.TryWrite(true);

    /// <summary>Opens the journal, the first time.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (!await lane.WaitAsync(TimeSpan.FromSeconds(options.Value.DatabaseSeconds), cancellation))
        {
            throw new AccountsClosedException("The database does not answer.");
        }

        try
        {
            if (books.IsOpen)
            {
                return;
            }

            if (timer is null || stopping.IsCancellationRequested || (notOpened is not null && clock.GetElapsedTime(failedAt) < AfterFailure))
            {
                throw new AccountsClosedException("Accounts are closed.", notOpened);
            }

            try
            {
                // The node is known before it counts anything: a journal without a node is one that ended.
                await writer.SeeAsync(Node, CancellationToken.None);
                books.Open(Journal.Create(JournalFolder.PathOf(data, Node), Node, options.Value.JournalMegabytes * 1024L * 1024));
                (notOpened, doneAt[nameof(AccountsSeen)]) = (null, clock.GetTimestamp());
            }
            catch (Exception exception)
            {
                (notOpened, failedAt) = (exception, clock.GetTimestamp());
                Log.NotOpened(logger, exception.GetType().Name);
                throw new AccountsClosedException("The journal cannot be opened.", exception);
            }
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Writes what was counted; for tests and the end.</summary>
    public Task FlushAsync(CancellationToken cancellation) => RoundAsync(flush: true, last: false, cancellation);

    /// <summary>Writes all and gives all back. Out of time, the journal stays, for the next process to read.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await (timer?.DisposeAsync() ?? ValueTask.CompletedTask);
        signals.Writer.TryComplete();
        await stopping.CancelAsync();
        await loop;
        if (books.Close() is not { } journal)
        {
            return;
        }

        for (var tries = 0; tries < 3 && !cancellationToken.IsCancellationRequested; tries++)
        {
            if (await RoundAsync(flush: true, last: true, cancellationToken))
            {
                journal.Delete();
                return;
            }
        }

        journal.Dispose();
    }

    public void Dispose()
    {
        timer?.Dispose();
        stopping.Dispose();
        lane.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var _ in signals.Reader.ReadAllAsync(stopping.Token))
            {
                var flush = ticked && (failures == 0 || clock.GetElapsedTime(failedAt) >= AfterFailure);
                ticked = false;
                await RoundAsync(flush, last: false, stopping.Token);
                await NowAndThenAsync(nameof(Recovery), TimeSpan.FromMinutes(1), recovery.RunAsync);
                await NowAndThenAsync(nameof(AccountPurge), TimeSpan.FromMinutes(10), purge.RunAsync);
                if (books.IsOpen)
                {
                    await NowAndThenAsync(nameof(AccountsSeen), TimeSpan.FromSeconds(15), AccountsSeen);
                }
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The end.
        }
    }

    private Task AccountsSeen(CancellationToken cancellation) => writer.SeeAsync(Node, cancellation);

    private async Task NowAndThenAsync(string what, TimeSpan every, Func<CancellationToken, Task> work)
    {
        if (doneAt.TryGetValue(what, out var last) && clock.GetElapsedTime(last) < every)
        {
            return;
        }

        doneAt[what] = clock.GetTimestamp();
        try
        {
            await work(stopping.Token);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.NotDone(logger, what, exception.GetType().Name);
        }
    }

    /// <summary>Whether all is in the database.</summary>
    private async Task<bool> RoundAsync(bool flush, bool last, CancellationToken cancellation)
    {
        await lane.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                try
                {
                    if (!await TryRoundAsync(flush, last, cancellation))
                    {
                        failures = 0;
                        return true;
                    }
                }
                catch (Exception exception) when (!stopping.IsCancellationRequested || last)
                {
                    failedAt = clock.GetTimestamp();
                    Log.NotWritten(logger, exception.GetType().Name);
                    if (++failures >= 2)
                    {
                        // A second time at once: the database is not only busy with another.
                        books.Fail(exception);
                        return false;
                    }
                }
            }
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Whether another round follows at once.</summary>
    private async Task<bool> TryRoundAsync(bool flush, bool last, CancellationToken cancellation)
    {
        if (doubtful is { } before)
        {
            var isIn = await writer.IsInAsync(Node, before, cancellation);
            doubtful = null;
            if (isIn)
            {
                books.Apply(before);
            }
            else
            {
                books.Revert(before);
            }

            if (isIn && before.IsLast)
            {
                return false;
            }
        }

        if (books.Begin(flush, last) is not { } round)
        {
            return false;
        }

        doubtful = round;
        await writer.WriteAsync(Node, round, cancellation);
        doubtful = null;
        return books.Apply(round) && !last;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The journal of the gateway cannot be opened: {Error}. Calls are refused.")]
        internal static partial void NotOpened(ILogger logger, string error);

        [LoggerMessage(LogLevel.Warning, "What the gateway counted could not be written: {Error}. It is in the journal.")]
        internal static partial void NotWritten(ILogger logger, string error);

        [LoggerMessage(LogLevel.Warning, "{Work} of the accounts of the gateway was not done: {Error}.")]
        internal static partial void NotDone(ILogger logger, string work, string error);
    }
}
