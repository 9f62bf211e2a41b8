using Collegue.Casework;
using Collegue.Storage;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Workers;

/// <summary>Asks for the reading of sources whose hour has come. Two nodes that see the same hour ask once.</summary>
internal sealed partial class SourceClock(IServiceScopeFactory scopes, OrganisationDirectory directory, TimeProvider clock, ILogger<SourceClock> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await QueueDueAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception.GetType().Name);
            }
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>How many readings were asked for.</summary>
    internal async Task<int> QueueDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var instance = scopes.CreateAsyncScope();
        instance.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var due = await instance.ServiceProvider.GetRequiredService<CollegueDb>().Sources.AsNoTracking()
            .Where(row => !row.Paused && row.EveryHours != null && row.NextAt <= now)
            .Select(row => new { row.OrganisationId, row.Id, row.NextAt, row.EveryHours }).ToListAsync(cancellation);
        var asked = 0;
        foreach (var source in due)
        {
            if (await directory.FindAsync(source.OrganisationId, cancellation) is not { } organisation)
            {
                continue;
            }

            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation.Id, organisation.Ancestors);
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var next = SourceControl.Next(source.EveryHours, clock);
            if (await db.Sources.Where(row => row.Id == source.Id && row.NextAt == source.NextAt)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAt, next), cancellation) == 0)
            {
                continue;
            }

            await scope.ServiceProvider.GetRequiredService<JobRequests>().QueueAsync(JobKinds.ReadSource, source.Id, again: false, cancellation);
            await transaction.CommitAsync(cancellation);
            asked++;
        }

        return asked;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Sources that are due could not be queued: {Error}.")]
        internal static partial void Failed(ILogger logger, string error);
    }
}
