using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Collegue.Storage.Gateway;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>How long keys last, and who used what was lent.</summary>
public sealed class Holders(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_makes_no_sister_that_outlives_it()
    {
        using var admin = await server.ProgramAsync("administer");
        using var user = await admin.PostAsJsonAsync(
            "/v1/admin/users", new { email = server.NewName("u") + "@bourg.example", name = "Noé", password = "correct-Horse-7-battery" }, Cancellation);
        var end = server.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds() + 3_600;
        using var made = await admin.PostAsJsonAsync("/v1/admin/tokens", new { name = "courte", user = (await JsonAsync(user)).GetProperty("id").GetString(), expires = end }, Cancellation);
        using var program = new HttpClient { BaseAddress = server.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await JsonAsync(made)).GetProperty("token").GetString());

        using var same = await program.PostAsJsonAsync("/v1/keys", new { name = "autant" }, Cancellation);
        using var longer = await program.PostAsJsonAsync("/v1/keys", new { name = "plus", expires = end + 100_000 }, Cancellation);
        using var shorter = await program.PostAsJsonAsync("/v1/keys", new { name = "moins", expires = end - 1_800 }, Cancellation);
        var keys = (await JsonAsync(await program.GetAsync("/v1/keys", Cancellation))).GetProperty("data").EnumerateArray()
            .ToDictionary(key => key.GetProperty("name").GetString()!, key => key.GetProperty("expires").GetInt64());

        Assert.Equal(new Dictionary<string, long> { ["courte"] = end, ["autant"] = end, ["plus"] = end, ["moins"] = end - 1_800 }, keys);
    }

    [Fact]
    public async Task Who_lends_models_sees_what_each_organisation_below_asked_of_them()
    {
        await using var upstream = await Upstream.StartAsync();
        var lent = await server.RouterAsync([await server.ModelAsync(upstream.Address, organisation: GatewayServer.Community)], router => router.SharedWithChildren = true, GatewayServer.Community);
        var own = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var town = await server.ProgramAsync();
        using var community = await server.ProgramAsync("models,administer", GatewayServer.Community);
        foreach (var (program, model) in new[] { (town, lent), (town, lent), (town, own), (community, lent) })
        {
            Assert.Equal(200, (await program.AskAsync(new { model, messages = new[] { new { role = "user", content = "Bonjour" } } })).Status);
        }

        await server.UseAsync(own);
        await server.UseAsync(lent, 2);
        await server.UseAsync(lent, organisation: GatewayServer.Community);
        var lines = (await JsonAsync(await community.GetAsync("/v1/admin/usage?by=organisation", Cancellation))).GetProperty("lines").EnumerateArray()
            .ToDictionary(line => line.GetProperty("name").GetString()!, line => line.GetProperty("figures").GetProperty("calls").GetInt64());
        using var below = await server.ProgramAsync("administer");
        var alone = (await JsonAsync(await below.GetAsync("/v1/admin/usage?by=organisation", Cancellation))).GetProperty("lines").EnumerateArray().ToList();

        Assert.Equal(new Dictionary<string, long> { ["Bourg"] = 2, ["Communauté"] = 1 }, lines);
        Assert.Equal("Bourg", Assert.Single(alone).GetProperty("name").GetString());
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
}
