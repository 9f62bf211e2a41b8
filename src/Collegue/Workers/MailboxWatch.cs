using Collegue.Casework.Intake.Mail;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.Extensions.Options;

namespace Collegue.Workers;

/// <summary>Keeps every mailbox read by one process: takes its lease, reads until something breaks, waits longer each time, begins again.</summary>
internal sealed partial class MailboxWatch(
    IServiceScopeFactory scopes, MailboxReader reader, JobLanes lanes, TimeProvider clock, IOptions<MailIntakeOptions> options, ILogger<MailboxWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly Guid holder = Guid.CreateVersion7(clock.GetUtcNow());
    private readonly Dictionary<Guid, Reading> readings = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Round, clock);
        var first = lanes.SingleNode;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (first)
                {
                    await WithLeasesAsync(leases => leases.ReleaseAllAsync(stoppingToken));
                    first = false;
                }

                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Unreachable(logger, exception.GetType().Name);
            }

            try
            {
                await tick.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(readings.Values.Select(reading => reading.Task));
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        foreach (var mailbox in await WithLeasesAsync(leases => leases.EnabledAsync(stopping)))
        {
            var known = readings.GetValueOrDefault(mailbox.Id);
            if (known is { Task.IsCompleted: false } || (known?.Revision == mailbox.Revision && known.NotBefore > clock.GetUtcNow()))
            {
                continue;
            }

            if (await WithLeasesAsync(leases => leases.TakeAsync(mailbox, holder, stopping)))
            {
                var failures = known?.Revision == mailbox.Revision ? known.Failures : 0;
                var reading = new Reading { Revision = mailbox.Revision, Failures = failures };
                reading.Task = HoldAsync(mailbox, reading, stopping);
                readings[mailbox.Id] = reading;
            }
        }
    }

    /// <summary>Reads while the lease is renewed. Whoever loses it stops: another process reads by then.</summary>
    private async Task HoldAsync(Mailbox mailbox, Reading reading, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var ended = new CancellationTokenSource();
        var heart = BeatAsync(mailbox, held, ended.Token);
        var began = clock.GetTimestamp();
        string? error = null;
        try
        {
            await Task.Run(() => reader.ReadAsync(mailbox, held.Token), CancellationToken.None);
        }
        catch (Exception) when (held.IsCancellationRequested)
        {
            // Paused, changed, or read elsewhere now.
        }
        catch (Exception trouble)
        {
            error = MailboxConnections.CodeOf(trouble);
            Log.Failed(logger, mailbox.Id, error, trouble.GetType().Name);
        }

        await ended.CancelAsync();
        await heart;
        reading.Failures = error is null || clock.GetElapsedTime(began) > LongestWait ? 0 : reading.Failures + 1;
        var wait = options.Value.RetrySeconds * Math.Pow(2, Math.Min(10, reading.Failures - 1));
        reading.NotBefore = error is null ? clock.GetUtcNow() : clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, wait));
        try
        {
            await WithLeasesAsync(async leases =>
            {
                await leases.ReleaseAsync(mailbox, holder, error, CancellationToken.None);
                return true;
            });
        }
        catch (Exception exception)
        {
            // The lease ends by itself.
            Log.Unreachable(logger, exception.GetType().Name);
        }
    }

    private async Task BeatAsync(Mailbox mailbox, CancellationTokenSource held, CancellationToken ended)
    {
        using var beat = new PeriodicTimer(Round, clock);
        var renewed = clock.GetTimestamp();
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await beat.WaitForNextTickAsync(ended);
                if (!await WithLeasesAsync(leases => leases.RenewAsync(mailbox, holder, ended)))
                {
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
                Log.Unreachable(logger, exception.GetType().Name);
                if (clock.GetElapsedTime(renewed) >= MailboxLeases.Lease - Heartbeat)
                {
                    await held.CancelAsync();
                    return;
                }
            }
        }
    }

    private async Task<T> WithLeasesAsync<T>(Func<MailboxLeases, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        return await act(scope.ServiceProvider.GetRequiredService<MailboxLeases>());
    }

    private sealed class Reading
    {
        public required int Revision { get; init; }
        public Task Task { get; set; } = Task.CompletedTask;
        public int Failures { get; set; }
        public DateTimeOffset NotBefore { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Mailbox {Mailbox} could not be read: {Code} ({Error}).")]
        internal static partial void Failed(ILogger logger, Guid mailbox, string code, string error);

        [LoggerMessage(LogLevel.Error, "The mailboxes cannot be looked at: {Error}.")]
        internal static partial void Unreachable(ILogger logger, string error);
    }
}
