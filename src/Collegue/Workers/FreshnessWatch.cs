using Collegue.Casework.Mandates;
using Collegue.Storage.Organisations;

namespace Collegue.Workers;

/// <summary>
/// Every morning, looks for content that asks for its owner, in each organisation. Also soon after the start: a machine that is
/// switched off at night would miss every morning.
/// </summary>
internal sealed partial class FreshnessWatch(
    IServiceScopeFactory scopes, OrganisationDirectory directory, TimeProvider clock, ILogger<FreshnessWatch> logger)
    : BackgroundService
{
    private static readonly TimeOnly Morning = new(7, 0);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = AfterStart;
        while (true)
        {
            await Task.Delay(wait, clock, stoppingToken);
            await RunAsync(stoppingToken);
            wait = NextMorning(clock.GetUtcNow()) - clock.GetUtcNow();
        }
    }

    /// <summary>Letters written in all organisations; one that fails does not stop the others.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var written = 0;
        try
        {
            foreach (var organisation in await directory.ListAsync(cancellation))
            {
                written += await RunAsync(organisation, cancellation);
            }
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Log.Failed(logger, Guid.Empty, exception.GetType().Name);
        }

        Log.Done(logger, written);
        return written;
    }

    /// <summary>The next seven o'clock of the town hall, also across a change of hour.</summary>
    internal static DateTimeOffset NextMorning(DateTimeOffset now)
    {
        var local = TownHallTime.At(now);
        var morning = local.Date + Morning.ToTimeSpan();
        morning = morning > local.DateTime ? morning : morning.AddDays(1);
        var guess = now + (morning - local.DateTime);
        return guess + (morning - TownHallTime.At(guess).DateTime);
    }

    private async Task<int> RunAsync(OrganisationView organisation, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation.Id, organisation.Ancestors);
            var written = await scope.ServiceProvider.GetRequiredService<FreshnessRound>().RunAsync(cancellation);
            await scope.ServiceProvider.GetRequiredService<MandateKeeper>().CheckAllAsync(cancellation);
            return written;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Log.Failed(logger, organisation.Id, exception.GetType().Name);
            return 0;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Owners of content were told {Letters} things.")]
        internal static partial void Done(ILogger logger, int letters);

        [LoggerMessage(LogLevel.Warning, "Content of {Organisation} could not be looked at: {Error}.")]
        internal static partial void Failed(ILogger logger, Guid organisation, string error);
    }
}
