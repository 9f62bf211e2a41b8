using System.Text;
using System.Text.Json;
using Collegue.Gateway.Administration;
using Collegue.Gateway.Routing;
using Collegue.Storage.Models;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Which servers are not asked, though they would answer.</summary>
public sealed class Providers(GatewayServer server) : IClassFixture<GatewayServer>
{
    private const string Delta = """{"id":"c1","choices":[{"index":0,"delta":{"content":"Bon"},"finish_reason":null}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_router_lets_no_data_go_farther_than_its_organisation_does()
    {
        await using var upstream = await Upstream.StartAsync();
        var abroad = await ModelAsync(upstream.Address, InferencePlace.EuropeanUnion);
        var home = await ModelAsync(upstream.Address, InferencePlace.OnPremises);
        var only = await server.RouterAsync([abroad], router => router.Farthest = InferencePlace.Elsewhere, GatewayServer.Neighbour);
        var both = await server.RouterAsync([abroad, home], router => router.Farthest = InferencePlace.Elsewhere, GatewayServer.Neighbour);
        using var program = await server.ProgramAsync(organisation: GatewayServer.Neighbour);

        await LimitAsync(GatewayServer.Neighbour, InferencePlace.France);
        var (refused, said) = await program.AskAsync(Chat(only));
        var (answered, _) = await program.AskAsync(Chat(both));
        var (received, failed) = (upstream.Requests.Count, await FailedAsync(abroad));
        await LimitAsync(GatewayServer.Neighbour, InferencePlace.Elsewhere);
        var (tried, _) = await program.AskAsync(Chat(only));

        Assert.Equal((403, "place_not_allowed"), (refused, said.Code()));
        Assert.Equal((200, 1, false), (answered, received, failed));

        // A server that says it is abroad and leads back here is not reached; but it was tried.
        Assert.Equal((503, true), (tried, await FailedAsync(abroad)));
    }

    [Fact]
    public async Task What_is_shared_by_the_organisation_above_goes_no_farther_than_the_one_that_asks_lets_it()
    {
        await using var upstream = await Upstream.StartAsync();
        var abroad = await server.ModelAsync(upstream.Address, declared => declared.Place = InferencePlace.Elsewhere, organisation: GatewayServer.Community);
        var shared = await server.RouterAsync([abroad], router => (router.SharedWithChildren, router.Farthest) = (true, InferencePlace.Elsewhere), GatewayServer.Community);
        using var program = await server.ProgramAsync();
        using var above = await server.ProgramAsync(organisation: GatewayServer.Community);

        await LimitAsync(GatewayServer.Town, InferencePlace.France);
        var (refused, said) = await program.AskAsync(Chat(shared));
        var failed = await FailedAsync(abroad);
        var (tried, _) = await above.AskAsync(Chat(shared));
        await LimitAsync(GatewayServer.Town, InferencePlace.Elsewhere);

        Assert.Equal((403, "place_not_allowed", false), (refused, said.Code(), failed));
        Assert.Equal(503, tried);
    }

    [Theory]
    [InlineData("ends", "upstream_unavailable")]
    [InlineData("reset", "upstream_unavailable")]
    [InlineData("malformed", "upstream_malformed")]
    [InlineData("silent", "upstream_timeout")]
    [InlineData("large", "upstream_too_large")]
    [InlineData("error", "overloaded")]
    public async Task Once_an_event_went_to_the_client_no_other_server_is_asked(string what, string code)
    {
        var read = new TaskCompletionSource();
        await using var first = await Upstream.StartAsync();
        await using var second = await Upstream.StartAsync();
        first.Does = async http =>
        {
            await Upstream.EventsAsync(http, Delta);

            // A reset throws away what is still on its way.
            await read.Task;
            await (what switch
            {
                "ends" => Task.CompletedTask,
                "malformed" => Upstream.EventsAsync(http, "{\"choices\":[{]}"),
                "silent" => Upstream.StallAsync(http),
                "large" => Upstream.BytesAsync(http, Encoding.UTF8.GetBytes("data: \"" + new string('a', 200_000))),
                "error" => Upstream.EventsAsync(http, """{"error":{"message":"no more memory","type":"server_error","param":null,"code":"overloaded"}}"""),
                _ => Abort(),
            });

            Task Abort()
            {
                http.Abort();
                return Task.CompletedTask;
            }
        };
        second.Does = http => Upstream.EventsAsync(http, Delta, "[DONE]");
        var model = await server.RouterAsync([await server.ModelAsync(first.Address), await server.ModelAsync(second.Address)]);
        using var program = await server.ProgramAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Asking.Chat(model, ",\"stream\":true"), Encoding.UTF8, "application/json") };

        using var response = await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var begun = await lines.ReadLineAsync(Cancellation);
        read.SetResult();
        var rest = await lines.ReadToEndAsync(Cancellation);
        await first.QuietAsync(Cancellation);

        Assert.Equal("data: " + Delta, begun);
        Assert.Equal(code, JsonDocument.Parse(rest.Trim()["data: ".Length..]).RootElement.Code());
        Assert.Single(first.Requests);
        Assert.Empty(second.Requests);
    }

    private static object Chat(string model) => new { model, messages = new[] { new { role = "user", content = "Bonjour" } } };

    private Task<Guid> ModelAsync(string address, InferencePlace place) =>
        server.ModelAsync(address, declared => declared.Place = place, organisation: GatewayServer.Neighbour);

    private Task LimitAsync(string organisation, InferencePlace farthest) =>
        server.DoAsync(organisation, services => services.GetRequiredService<SettingsKeeping>().LimitPlaceAsync(farthest, null, Cancellation));

    /// <summary>Whether that model was asked and gave no answer.</summary>
    private async Task<bool> FailedAsync(Guid model)
    {
        var snapshot = await server.Services.GetRequiredService<RouteTable>().CurrentAsync(Cancellation);
        return snapshot.Tables.Values.SelectMany(table => table.Routers).SelectMany(router => router.Providers).First(provider => provider.Endpoint.Id == model).Health.FailureShare > 0;
    }
}
