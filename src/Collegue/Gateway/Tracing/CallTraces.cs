using System.Security.Cryptography;
using System.Threading.Channels;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Tracing;

/// <summary>
/// Keeps requests and answers for those organisations that switched it on, encrypted, until the day they said. Calls never wait for it:
/// when the database is slower than the calls, some are not kept.
/// </summary>
internal sealed partial class CallTraces(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<CallTraces> logger) : BackgroundService
{
    /// <summary>Tells the client of each call that it is kept.</summary>
    public const string Header = "x-collegue-traced-until";

    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(10);

    private readonly Channel<Kept> _waiting = Channel.CreateBounded<Kept>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Null, as usual, when the organisation keeps nothing.</summary>
    public CallTrace? Begin(HttpContext http, GatewayCaller caller, RouteSnapshot snapshot)
    {
        if (snapshot.SettingsOf(caller.Organisation) is not { TracePurpose: not null, TraceUntil: { } until } || until <= clock.GetUtcNow())
        {
            return null;
        }

        http.Response.Headers[Header] = until.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return new CallTrace(until);
    }

    public void Keep(CallTrace trace, GatewayCaller caller, GatewayCallKind kind, string router, int status) =>
        _waiting.Writer.TryWrite(new Kept(trace, caller, kind, router, status, clock.GetUtcNow()));

    /// <summary>Those of the current organisation, newest first, opened.</summary>
    public async Task<IReadOnlyList<OpenedTrace>> ListAsync(CollegueDb db, int most, CancellationToken cancellation)
    {
        var rows = await db.GatewayTraces.AsNoTracking().OrderByDescending(row => row.At).Take(most).ToListAsync(cancellation);
        return [.. rows.Select(row => new OpenedTrace(row.Id, row.At, row.KeyId, row.Kind, row.Router, row.Status, Open(row, row.ProtectedRequest), Open(row, row.ProtectedResponse)))];
    }

    /// <summary>Deletes what is kept of organisations that keep nothing any more.</summary>
    public Task PurgeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return TryAsync(db => db.GatewayTraces
            .Where(row => !db.GatewaySettings.Any(settings => settings.OrganisationId == row.OrganisationId && settings.TracePurpose != null && settings.TraceUntil > now))
            .ExecuteDeleteAsync(cancellation));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PurgeEvery, clock);
        var purging = PurgeAsync(timer, stoppingToken);
        try
        {
            await foreach (var kept in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await TryAsync(db => WriteAsync(db, kept, stoppingToken));
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }

        await purging;
    }

    private async Task PurgeAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            do
            {
                await PurgeAsync(stopping);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private async Task TryAsync(Func<CollegueDb, Task> act)
    {
        try
        {
            await using var services = scopes.CreateAsyncScope();
            services.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
            await act(services.ServiceProvider.GetRequiredService<CollegueDb>());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure.GetType().Name);
        }
    }

    private async Task WriteAsync(CollegueDb db, Kept kept, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(kept.At);
        var protector = ProtectorOf(kept.Caller.Organisation, id);
        db.GatewayTraces.Add(new GatewayTrace
        {
            OrganisationId = kept.Caller.Organisation,
            Id = id,
            KeyId = kept.Caller.Key,
            At = kept.At,
            Kind = kept.Kind,
            Router = kept.Router,
            Status = kept.Status,
            ProtectedRequest = protector.Protect(kept.Trace.Request),
            ProtectedResponse = protector.Protect(kept.Trace.Response),
        });
        await db.SaveChangesAsync(cancellation);
    }

    private string? Open(GatewayTrace row, string written)
    {
        try
        {
            return ProtectorOf(row.OrganisationId, row.Id).Unprotect(written);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(Guid organisation, Guid trace) =>
        protection.CreateProtector("Collegue.GatewayTraces", $"{organisation:N}", $"{trace:N}");

    private sealed record Kept(CallTrace Trace, GatewayCaller Caller, GatewayCallKind Kind, string Router, int Status, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A trace of the gateway could not be kept or deleted: {Error}.")]
        internal static partial void Failed(ILogger logger, string error);
    }
}

/// <summary>A kept call; null where the keys that open it are gone.</summary>
internal sealed record OpenedTrace(Guid Id, DateTimeOffset At, Guid Key, GatewayCallKind Kind, string Router, int Status, string? Request, string? Response);
