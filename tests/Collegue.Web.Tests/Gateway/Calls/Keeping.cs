using Collegue.Gateway.Administration;
using Collegue.Gateway.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Two towns on a clock that tests move.</summary>
public class ClockedGatewayServer : GatewayServer
{
    public RunningClock Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    protected override void Adapt(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
}

/// <summary>Until when requests and answers are kept.</summary>
public sealed class Keeping(ClockedGatewayServer server) : IClassFixture<ClockedGatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_the_end_callers_are_told_and_after_it_nothing_is_kept_nor_said()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync("models");
        using var admin = await server.ProgramAsync("administer");
        var until = await TraceAsync("chercher une erreur", TimeSpan.FromHours(2));

        using var during = await program.SendJsonAsync(Asking.Chat(model, ",\"user\":\"pendant\""));
        var told = await program.ReadAsync("/v1/me");
        await KeptAsync(admin, 1);
        server.Clock.Advance(TimeSpan.FromHours(3));
        using var late = await program.SendJsonAsync(Asking.Chat(model, ",\"user\":\"trop tard\""));
        var untold = await program.ReadAsync("/v1/me");

        // What is kept is written one after the other: what comes after the late call is there, and the late call is not.
        await TraceAsync("chercher encore", TimeSpan.FromHours(2));
        using var again = await program.SendJsonAsync(Asking.Chat(model, ",\"user\":\"ensuite\""));
        var kept = await KeptAsync(admin, 2);

        Assert.Equal((until.ToUnixTimeSeconds(), "chercher une erreur"), (told.GetProperty("traced_until").GetInt64(), told.Text("trace_purpose")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, untold.GetProperty("traced_until").ValueKind);
        Assert.Null(untold.Text("trace_purpose"));
        Assert.Equal((true, false, true), (during.Headers.Contains(CallTraces.Header), late.Headers.Contains(CallTraces.Header), again.Headers.Contains(CallTraces.Header)));
        Assert.Equal((200, 3), ((int)late.StatusCode, upstream.Requests.Count));
        Assert.Contains("ensuite", kept[0], StringComparison.Ordinal);
        Assert.Contains("pendant", kept[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_kept_is_deleted_after_the_end_and_not_before()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, organisation: GatewayServer.Community)], router => router.SharedWithChildren = true, GatewayServer.Community);
        await TraceAsync("chercher une heure", TimeSpan.FromHours(1), GatewayServer.Neighbour);
        await TraceAsync("chercher un jour", TimeSpan.FromDays(1), GatewayServer.Community);
        foreach (var organisation in (string[])[GatewayServer.Neighbour, GatewayServer.Community])
        {
            using var program = await server.ProgramAsync("models", organisation);
            using var admin = await server.ProgramAsync("administer", organisation);
            using var called = await program.SendJsonAsync(Asking.Chat(model));
            await KeptAsync(admin, 1);
        }

        var traces = server.Services.GetRequiredService<CallTraces>();
        await traces.PurgeAsync(Cancellation);
        var before = await CountAsync(GatewayServer.Neighbour);
        server.Clock.Advance(TimeSpan.FromHours(2));
        await traces.PurgeAsync(Cancellation);

        Assert.Equal((1, 0, 1), (before, await CountAsync(GatewayServer.Neighbour), await CountAsync(GatewayServer.Community)));
    }

    private Task<int> CountAsync(string organisation) => server.ReadAsync(organisation, db => db.GatewayTraces.CountAsync(Cancellation));

    /// <summary>As the page switches it on.</summary>
    private async Task<DateTimeOffset> TraceAsync(string purpose, TimeSpan time, string organisation = GatewayServer.Town)
    {
        var until = server.Clock.GetUtcNow() + time;
        await server.DoAsync(organisation, services => services.GetRequiredService<SettingsKeeping>().TraceAsync(purpose, until, null, Cancellation));
        return until;
    }

    /// <summary>The requests kept, newest first, once there are so many: they are written after the calls.</summary>
    private static async Task<IReadOnlyList<string>> KeptAsync(HttpClient admin, int count)
    {
        while (true)
        {
            var kept = await admin.ListAsync("/v1/admin/traces");
            if (kept.Count >= count)
            {
                Assert.Equal(count, kept.Count);
                return [.. kept.Select(trace => trace.Text("request")!)];
            }

            await Task.Yield();
        }
    }
}
