using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Which server answers, for whom, and what happens when one fails.</summary>
public sealed class Routes(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_a_server_fails_before_its_first_word_the_next_one_answers_and_the_first_is_left_alone_after_a_while()
    {
        await using var broken = await Upstream.StartAsync();
        await using var sound = await Upstream.StartAsync();
        broken.Does = http => Upstream.JsonAsync(http, 500, "{}");
        var model = await server.RouterAsync([await server.ModelAsync(broken.Address), await server.ModelAsync(sound.Address)]);
        using var program = await server.ProgramAsync();

        for (var call = 0; call < 12; call++)
        {
            Assert.Equal(200, (await program.AskAsync(Chat(model))).Status);
        }

        Assert.Equal(12, sound.Requests.Count);
        Assert.Equal(4, broken.Requests.Count);
    }

    [Fact]
    public async Task Weights_share_the_calls()
    {
        await using var heavy = await Upstream.StartAsync();
        await using var light = await Upstream.StartAsync();
        var (first, second) = (await server.ModelAsync(heavy.Address), await server.ModelAsync(light.Address));
        var model = await server.RouterAsync([first, second], router => router.Strategy = RoutingStrategy.Weighted);
        await server.DoAsync(GatewayServer.Town, async services =>
        {
            await services.GetRequiredService<CollegueDb>().RouterProviders.Where(row => row.ModelId == first)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Weight, 9), Cancellation);
            await services.GetRequiredService<RouteTable>().RefreshAsync(Cancellation);
        });
        using var program = await server.ProgramAsync();

        for (var call = 0; call < 200; call++)
        {
            await program.AskAsync(Chat(model));
        }

        // Of 200 calls, 180 are expected; fewer than 150 or all of them happens less than once in a million times.
        Assert.InRange(heavy.Requests.Count, 150, 199);
    }

    [Fact]
    public async Task The_least_busy_server_is_asked()
    {
        await using var busy = await Upstream.StartAsync();
        await using var idle = await Upstream.StartAsync();
        busy.Does = Upstream.StallAsync;
        var model = await server.RouterAsync(
            [await server.ModelAsync(busy.Address, declared => declared.TotalSeconds = 60), await server.ModelAsync(idle.Address)], router => router.Strategy = RoutingStrategy.LeastBusy);
        using var program = await server.ProgramAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var waiting = program.PostAsync("/v1/chat/completions", System.Net.Http.Json.JsonContent.Create(Chat(model)), leaving.Token);
        await busy.ReceivedAsync(1, Cancellation);
        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(200, (await program.AskAsync(Chat(model))).Status);
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await busy.QuietAsync(Cancellation);
        Assert.Single(busy.Requests);
    }

    [Fact]
    public async Task A_wrong_configuration_leaves_the_old_one_in_its_place_and_is_told()
    {
        await using var upstream = await Upstream.StartAsync();
        var served = await server.ModelAsync(upstream.Address, organisation: GatewayServer.Neighbour);
        var model = await server.RouterAsync([served], organisation: GatewayServer.Neighbour);
        using var program = await server.ProgramAsync(organisation: GatewayServer.Neighbour);
        var routes = server.Services.GetRequiredService<RouteTable>();

        await server.DoAsync(GatewayServer.Neighbour, async services => await services.GetRequiredService<CollegueDb>().ModelServers
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.BaseAddress, "file:///etc/passwd"), Cancellation));
        var wrong = await routes.RefreshAsync(Cancellation);
        var (status, _) = await program.AskAsync(Chat(model));
        await server.DoAsync(GatewayServer.Neighbour, async services => await services.GetRequiredService<CollegueDb>().ModelServers
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.BaseAddress, upstream.Address), Cancellation));
        var right = await routes.RefreshAsync(Cancellation);

        Assert.Equal(200, status);
        Assert.Contains(wrong.Problems, problem => problem.Router == model && problem.Problem == RouterProblem.Address);
        Assert.DoesNotContain(right.Problems, problem => problem.Router == model);
    }

    [Fact]
    public async Task A_model_switched_off_is_not_called_even_when_the_configuration_is_wrong_besides()
    {
        await using var off = await Upstream.StartAsync();
        await using var on = await Upstream.StartAsync();
        var (first, second) = (await server.ModelAsync(off.Address), await server.ModelAsync(on.Address));
        var (alone, both) = (await server.RouterAsync([first]), await server.RouterAsync([first, second]));
        using var program = await server.ProgramAsync();

        await server.DoAsync(GatewayServer.Town, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            await db.LanguageModels.Where(row => row.Id == first).ExecuteUpdateAsync(set => set.SetProperty(row => row.Enabled, false), Cancellation);
            await db.RouterProviders.Where(row => row.ModelId == second).ExecuteUpdateAsync(set => set.SetProperty(row => row.Weight, 0), Cancellation);
        });
        var wrong = await server.Services.GetRequiredService<RouteTable>().RefreshAsync(Cancellation);
        var (gone, _) = await program.AskAsync(Chat(alone));
        var (goes, _) = await program.AskAsync(Chat(both));

        Assert.Equal((404, 200), (gone, goes));
        Assert.Empty(off.Requests);
        Assert.Equal([(alone, RouterProblem.NoProvider), (both, RouterProblem.Weight)], wrong.Problems.Where(problem => problem.Router == alone || problem.Router == both).Select(problem => (problem.Router, problem.Problem)));
    }

    [Fact]
    public async Task Names_are_of_an_organisation_unless_it_shares_them_with_those_below()
    {
        await using var upstream = await Upstream.StartAsync();
        var community = await server.ModelAsync(upstream.Address, organisation: GatewayServer.Community);
        var own = await server.RouterAsync([community], organisation: GatewayServer.Community);
        var shared = await server.RouterAsync([community], router => (router.SharedWithChildren, router.Aliases) = (true, "gpt-mairie"), GatewayServer.Community);
        using var program = await server.ProgramAsync();

        Assert.Equal(404, (await program.AskAsync(Chat(own))).Status);
        Assert.Equal(200, (await program.AskAsync(Chat(shared))).Status);
        Assert.Equal(200, (await program.AskAsync(Chat("gpt-mairie"))).Status);
        Assert.All(upstream.Requests, request => Assert.Contains("\"served\"", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_goes_no_farther_than_the_organisation_lets_it()
    {
        await using var far = await Upstream.StartAsync();
        await using var near = await Upstream.StartAsync();
        var abroad = await server.ModelAsync(far.Address, declared => declared.Place = InferencePlace.Elsewhere);
        var home = await server.ModelAsync(near.Address);
        var (only, both) = (await server.RouterAsync([abroad], router => router.Farthest = InferencePlace.EuropeanUnion), await server.RouterAsync([abroad, home], router => router.Farthest = InferencePlace.France));
        using var program = await server.ProgramAsync();

        var (status, body) = await program.AskAsync(Chat(only));

        Assert.Equal((403, "place_not_allowed"), (status, body.Code()));
        Assert.Equal(200, (await program.AskAsync(Chat(both))).Status);
        Assert.Empty(far.Requests);
        Assert.Single(near.Requests);
    }

    [Fact]
    public async Task A_server_without_an_address_is_left_for_one_that_has_it_and_goes_on_answering_at_the_others()
    {
        await using var lacking = await Upstream.StartAsync();
        await using var having = await Upstream.StartAsync();
        lacking.Does = http => http.Request.Path.Value!.EndsWith("/responses", StringComparison.Ordinal) ? Upstream.JsonAsync(http, 404, "{}") : Upstream.SaysAsync(http);
        var (first, second) = (await server.ModelAsync(lacking.Address), await server.ModelAsync(having.Address));
        var (alone, both) = (await server.RouterAsync([first]), await server.RouterAsync([first, second]));
        using var program = await server.ProgramAsync();

        for (var call = 0; call < 10; call++)
        {
            var (status, body) = await program.AskAsync(new { model = alone, input = "Bonjour" }, "/v1/responses");
            Assert.Equal((400, "unsupported_operation"), (status, body.Code()));
        }

        Assert.Equal(200, (await program.AskAsync(new { model = both, input = "Bonjour" }, "/v1/responses")).Status);
        Assert.Equal(200, (await program.AskAsync(Chat(alone))).Status);
        Assert.Single(having.Requests);
    }

    [Fact]
    public async Task A_server_declared_outside_is_not_looked_for_inside()
    {
        await using var inside = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(inside.Address, declared => declared.Place = InferencePlace.France)]);
        using var program = await server.ProgramAsync();

        var (status, body) = await program.AskAsync(Chat(model));

        Assert.Equal((503, "upstream_unavailable"), (status, body.Code()));
        Assert.Empty(inside.Requests);
    }

    private static object Chat(string model) => new { model, messages = new[] { new { role = "user", content = "Bonjour" } } };
}
