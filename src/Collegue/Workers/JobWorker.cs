using Collegue.Casework;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;

namespace Collegue.Workers;

/// <summary>Does durable jobs on a few lanes, one at a time on each, until the host stops.</summary>
internal sealed partial class JobWorker(IServiceScopeFactory scopes, OrganisationDirectory directory, JobLanes lanes, TimeProvider clock, ILogger<JobWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>The first lane, which leaves nothing to others, found nothing the last time: until it finds something, it alone looks.</summary>
    private volatile bool _nothingDue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (lanes.SingleNode)
        {
            await using var scope = InstanceScope();
            await scope.ServiceProvider.GetRequiredService<JobQueue>().ReleaseAllAsync(stoppingToken);
        }

        await Task.WhenAll(Enumerable.Range(0, lanes.Count).Select(lane => RunLaneAsync(lane, stoppingToken)));
    }

    private async Task RunLaneAsync(int lane, CancellationToken stopping)
    {
        var (isFirst, except) = (lane == 0, JobLanes.LeftToOthers(lane));
        using var pause = new PeriodicTimer(Idle, clock);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if ((!isFirst && _nothingDue) || !await RunOneAsync(except, stopping))
                {
                    if (isFirst)
                    {
                        _nothingDue = true;
                    }

                    await pause.WaitForNextTickAsync(stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database itself is out of reach (locked, disk full): nothing is claimed, so nothing is lost.
                Log.QueueUnreachable(logger, exception.GetType().Name);
                await pause.WaitForNextTickAsync(stopping);
            }
        }
    }

    /// <summary>Claims and does one job; false when none was due.</summary>
    internal async Task<bool> RunOneAsync(IReadOnlyCollection<string> except, CancellationToken stopping)
    {
        await using var instance = InstanceScope();
        var queue = instance.ServiceProvider.GetRequiredService<JobQueue>();
        if (await queue.ClaimAsync(except, stopping) is not { } job)
        {
            return false;
        }

        _nothingDue = false;
        try
        {
            await HoldAsync(job, stopping);
            await queue.CompleteAsync(job, stopping);
            Log.Done(logger, job.Kind, job.SubjectId);
        }
        catch (LaterException later)
        {
            await queue.PutBackAsync(job, later.Message, later.Until, stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            Log.Failed(logger, job.Kind, job.SubjectId, job.Attempts, exception.GetType().Name);
            await queue.PostponeAsync(job, exception.GetType().Name, stopping);
        }

        return true;
    }

    /// <summary>Does the job while its lease is renewed. Whoever loses the lease stops: another process has the job by then.</summary>
    private async Task HoldAsync(ClaimedJob job, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var ended = new CancellationTokenSource();
        var heart = BeatAsync(job, held, ended.Token);
        try
        {
            await HandleAsync(job, held.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await heart;
        }
    }

    private async Task BeatAsync(ClaimedJob job, CancellationTokenSource held, CancellationToken ended)
    {
        using var beat = new PeriodicTimer(Heartbeat, clock);
        var renewed = clock.GetTimestamp();
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await beat.WaitForNextTickAsync(ended);
                await using var instance = InstanceScope();
                if (!await instance.ServiceProvider.GetRequiredService<JobQueue>().RenewAsync(job, ended))
                {
                    Log.Lost(logger, job.Kind, job.SubjectId);
                    await held.CancelAsync();
                    return;
                }

                renewed = clock.GetTimestamp();
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Out of reach for a moment, the lease may still hold; after it, another process may have begun.
                Log.QueueUnreachable(logger, exception.GetType().Name);
                if (clock.GetElapsedTime(renewed) >= JobQueue.Lease - Heartbeat)
                {
                    await held.CancelAsync();
                    return;
                }
            }
        }
    }

    private async Task HandleAsync(ClaimedJob job, CancellationToken cancellation)
    {
        var organisation = await directory.FindAsync(job.OrganisationId, cancellation)
            ?? throw new InvalidOperationException("The organisation of a job is gone.");
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation.Id, organisation.Ancestors);
        var handler = scope.ServiceProvider.GetServices<IJobHandler>().Single(candidate => candidate.Kind == job.Kind);
        await handler.HandleAsync(job.SubjectId, cancellation);
    }

    private AsyncServiceScope InstanceScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        return scope;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Job {Kind} for {Subject} done.")]
        internal static partial void Done(ILogger logger, string kind, Guid subject);

        [LoggerMessage(LogLevel.Warning, "Job {Kind} for {Subject} failed at attempt {Attempt}: {Error}.")]
        internal static partial void Failed(ILogger logger, string kind, Guid subject, int attempt, string error);

        [LoggerMessage(LogLevel.Warning, "Job {Kind} for {Subject} was stopped: its lease went to another process.")]
        internal static partial void Lost(ILogger logger, string kind, Guid subject);

        [LoggerMessage(LogLevel.Error, "The job queue is out of reach: {Error}.")]
        internal static partial void QueueUnreachable(ILogger logger, string error);
    }
}

/// <summary>How many jobs run at once, and whether this process is the only one that runs them.</summary>
internal sealed record JobLanes(int Count, bool SingleNode)
{
    private static readonly string[] Long = [JobKinds.ReadSource];

    /// <summary>Only the first lane takes work of minutes, so that citizens' cases never wait for it.</summary>
    public static IReadOnlyCollection<string> LeftToOthers(int lane) => lane == 0 ? [] : Long;
}
