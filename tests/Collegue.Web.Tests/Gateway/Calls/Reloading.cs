using Collegue.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What another process changed in the database is taken over when its time came.</summary>
public sealed class Reloading(SlowlyReloadingServer server) : IClassFixture<SlowlyReloadingServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_router_renamed_in_the_database_answers_to_its_new_name_once_the_time_of_the_old_one_passed()
    {
        await using var upstream = await Upstream.StartAsync();
        var name = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var renamed = server.NewName("renomme");
        using var program = await server.ProgramAsync();

        await server.DoAsync(GatewayServer.Town, services => services.GetRequiredService<CollegueDb>().GatewayRouters.Where(row => row.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, renamed), Cancellation));
        var before = (await StatusAsync(program, name), await StatusAsync(program, renamed));
        server.Clock.Advance(TimeSpan.FromSeconds(SlowlyReloadingServer.ReloadSeconds));

        // It is read beside calls, which go on meanwhile with what there was.
        await Background.UntilAsync(async () => await StatusAsync(program, renamed) == 200 ? renamed : null);

        Assert.Equal((200, 404), before);
        Assert.Equal(404, await StatusAsync(program, name));
        Assert.Equal(2, upstream.Requests.Count);
    }

    private static async Task<int> StatusAsync(HttpClient program, string model)
    {
        using var response = await program.SendJsonAsync(Asking.Chat(model));
        return (int)response.StatusCode;
    }
}

/// <summary>A gateway that reads its routers again after an hour, on a clock the tests move.</summary>
public sealed class SlowlyReloadingServer : ClockedGatewayServer
{
    public const int ReloadSeconds = 3600;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Gateway:ReloadSeconds", $"{ReloadSeconds}")];
}
