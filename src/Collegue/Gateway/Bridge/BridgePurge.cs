using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Bridge;

/// <summary>Deletes testimonies some days after they were answered: the platform that gave them has what it wanted.</summary>
internal sealed partial class BridgePurge(IServiceScopeFactory scopes, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<BridgePurge> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepTestimoniesDays);
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        await services.ServiceProvider.GetRequiredService<CollegueDb>().BridgeMessages
            .Where(row => row.State != BridgeState.Waiting && row.EndedAt < before).ExecuteDeleteAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await RunAsync(stopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old testimonies could not be deleted: {Error}.")]
        internal static partial void Failed(ILogger logger, string error);
    }
}
