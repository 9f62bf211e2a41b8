using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Collegue.Gateway.Routing;
using Collegue.Gateway.Tracing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>From nothing to an answered call with HTTP alone, and what each key may do.</summary>
public sealed class Administration(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_a_router_a_limit_a_user_and_their_key_are_made_and_a_call_is_answered_and_counted()
    {
        await using var upstream = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");

        var provider = await admin.MakeAsync("providers", new { url = upstream.Address, key = "sk-secret", model_name = "served", name = server.NewName("p"), may_receive = "all", cost_prompt_tokens = 1.0, cost_completion_tokens = 2.0 });
        var name = server.NewName("chat");
        var router = await admin.MakeAsync("routers", new { name, aliases = Names(name + "-alias"), providers = new[] { new { provider, weight = 1 } } });
        var limit = await admin.MakeAsync("limits", new { subject = "every-key", router, type = "rpd", value = 2 });
        var user = await admin.MakeAsync("users", new { email = $"{name}@bourg.example", name = "Léa Petit", password = "correct-Horse-7-battery", roles = Names("agent") });
        using var made = await admin.PostAsJsonAsync("/v1/admin/tokens", new { name = "clé de Léa", user }, Cancellation);
        using var program = new HttpClient { BaseAddress = server.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await JsonAsync(made)).GetProperty("token").GetString());

        var (first, _) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        var (second, _) = await program.AskAsync(new { model = name + "-alias", messages = Array.Empty<object>() });
        var (third, refused) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        await server.UseAsync(name, 2);
        var me = await JsonAsync(await program.GetAsync("/v1/me/info", Cancellation));
        var usage = (await JsonAsync(await program.GetAsync("/v1/usage", Cancellation))).GetProperty("data")[0];
        var byUser = await JsonAsync(await admin.GetAsync("/v1/admin/usage?by=user", Cancellation));
        var csv = await (await admin.GetAsync("/v1/admin/usage?by=model&format=csv", Cancellation)).Content.ReadAsStringAsync(Cancellation);

        Assert.Equal((200, 200, 429, "rate_limit_exceeded"), (first, second, third, refused.Code()));
        Assert.Equal("Bearer sk-secret", upstream.Requests[0].Headers["Authorization"]);
        Assert.Equal((user, "Léa Petit"), (me.GetProperty("id").GetString(), me.GetProperty("name").GetString()));
        Assert.Contains(me.GetProperty("limits").EnumerateArray(), line => line.GetProperty("type").GetString() == "rpd");
        Assert.Equal((2, 30L), (usage.GetProperty("requests").GetInt32(), usage.GetProperty("usage").GetProperty("total_tokens").GetInt64()));
        Assert.Equal(0.000036, usage.GetProperty("usage").GetProperty("cost").GetDouble(), 9);
        Assert.Contains("Léa Petit", byUser.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(name, csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.DeleteAsync($"/v1/admin/providers/{provider}", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/v1/admin/limits/{limit}", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/v1/admin/routers/{router}", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/v1/admin/providers/{provider}", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("routers", """{"name":"a b"}""", 422)]
    [InlineData("routers", """{"name":"vide","providers":[]}""", 422)]
    [InlineData("routers", """{"name":"x","type":"painting"}""", 422)]
    [InlineData("providers", """{"url":"file:///etc/passwd","model_name":"x"}""", 422)]
    [InlineData("providers", """{"url":"http://user:pass@host/v1","model_name":"x"}""", 422)]
    [InlineData("providers", """{"url":"http://host/v1","model_name":"x","watt_hours_per_thousand_tokens":1}""", 422)]
    [InlineData("providers", """{"url":"http://host/v1","model_name":"x","key":"a\nb"}""", 422)]
    [InlineData("limits", """{"type":"rpx","value":1}""", 422)]
    [InlineData("limits", """{"type":"rpm","value":-1}""", 422)]
    [InlineData("limits", """{"subject":"user","subject_id":"00000000-0000-0000-0000-000000000001","type":"rpm","value":1}""", 422)]
    [InlineData("limits", """{"router":"00000000-0000-0000-0000-000000000001","type":"rpm","value":1}""", 404)]
    [InlineData("tokens", """{"name":"x","scopes":["all"]}""", 422)]
    [InlineData("tokens", """{"name":"x","expires":1}""", 422)]
    [InlineData("users", """{"email":"a@b.example","name":"x","password":"1"}""", 422)]
    [InlineData("organizations", """{"name":"x","slug":"À"}""", 422)]
    [InlineData("organizations", """{"name":"x","slug":"bourg"}""", 409)]
    public async Task What_is_wrong_is_said_and_nothing_is_changed(string what, string body, int status)
    {
        using var admin = await server.ProgramAsync("administer");

        using var response = await admin.SendJsonAsync(body, $"/v1/admin/{what}");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotEmpty((await JsonAsync(response)).GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Only_keys_that_may_administer_do()
    {
        using var program = await server.ProgramAsync("models");

        foreach (var path in (string[])["routers", "providers", "limits", "organizations", "departments", "roles", "users", "tokens", "usage", "traces"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync($"/v1/admin/{path}", Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task An_organisation_below_is_made_and_listed()
    {
        using var admin = await server.ProgramAsync("administer", GatewayServer.Community);
        var slug = server.NewName("hameau");

        await admin.MakeAsync("organizations", new { name = "Hameau", slug });
        var listed = (await JsonAsync(await admin.GetAsync("/v1/admin/organizations", Cancellation))).GetProperty("data").EnumerateArray().ToList();

        Assert.Contains(listed, line => line.GetProperty("slug").GetString() == slug && line.GetProperty("parent").GetString() == GatewayServer.Community);
        Assert.Contains(listed, line => line.GetProperty("slug").GetString() == GatewayServer.Town);
    }

    [Fact]
    public async Task A_key_of_an_agent_makes_and_revokes_sisters_with_no_more_rights()
    {
        using var admin = await server.ProgramAsync("administer");
        var user = await admin.MakeAsync("users", new { email = server.NewName("u") + "@bourg.example", name = "Noé", password = "correct-Horse-7-battery" });
        using var made = await admin.PostAsJsonAsync("/v1/admin/tokens", new { name = "première", user, scopes = Names("models") }, Cancellation);
        using var program = new HttpClient { BaseAddress = server.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await JsonAsync(made)).GetProperty("token").GetString());

        using var sister = await program.PostAsJsonAsync("/v1/me/keys", new { name = "seconde" }, Cancellation);
        using var stronger = await program.PostAsJsonAsync("/v1/me/keys", new { name = "forte", scopes = Names("administer") }, Cancellation);
        var keys = (await JsonAsync(await program.GetAsync("/v1/keys", Cancellation))).GetProperty("data").EnumerateArray().Select(key => key.GetProperty("name").GetString()).ToList();
        using var revoked = await program.DeleteAsync($"/v1/me/keys/{(await JsonAsync(sister)).GetProperty("id").GetString()}", Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden, HttpStatusCode.NoContent), (sister.StatusCode, stronger.StatusCode, revoked.StatusCode));
        Assert.Equal(["seconde", "première"], keys);
    }

    [Fact]
    public async Task The_models_a_key_may_ask_are_listed_with_what_they_are()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, declared => declared.Place = InferencePlace.France)]);
        using var program = await server.ProgramAsync();

        var listed = (await JsonAsync(await program.GetAsync("/v1/models", Cancellation))).GetProperty("data").EnumerateArray().ToList();
        var one = await JsonAsync(await program.GetAsync($"/v1/models/{model}", Cancellation));
        using var none = await program.GetAsync("/v1/models/nobody", Cancellation);

        var names = listed.ConvertAll(line => line.GetProperty("id").GetString());
        Assert.All((string[])["collegue-embed", "collegue-search-answer", "collegue-rerank", model], name => Assert.Contains(name, names));
        Assert.Equal(("model", "text-generation", "france", GatewayServer.Town),
            (one.GetProperty("object").GetString(), one.GetProperty("type").GetString(), one.GetProperty("place").GetString(), one.GetProperty("owned_by").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Content_is_kept_only_while_the_organisation_says_so_and_callers_are_told()
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, organisation: GatewayServer.Neighbour)], organisation: GatewayServer.Neighbour);
        using var program = await server.ProgramAsync("models,administer", GatewayServer.Neighbour);

        using var before = await program.SendJsonAsync(Asking.Chat(model));
        await SwitchAsync("chercher une erreur");
        using var during = await program.SendJsonAsync(Asking.Chat(model, ",\"user\":\"gardé\""));
        var kept = await KeptAsync(program);
        await SwitchAsync(null);
        using var after = await program.SendJsonAsync(Asking.Chat(model));

        Assert.False(before.Headers.Contains(CallTraces.Header) || after.Headers.Contains(CallTraces.Header));
        Assert.True(during.Headers.Contains(CallTraces.Header));
        Assert.Contains("gardé", kept.GetProperty("request").GetString(), StringComparison.Ordinal);
        Assert.Contains("Bonjour.", kept.GetProperty("response").GetString(), StringComparison.Ordinal);
    }

    /// <summary>What is kept is written after the call.</summary>
    private static async Task<JsonElement> KeptAsync(HttpClient program)
    {
        while (true)
        {
            var data = (await JsonAsync(await program.GetAsync("/v1/admin/traces", Cancellation))).GetProperty("data");
            if (data.GetArrayLength() > 0)
            {
                return Assert.Single(data.EnumerateArray());
            }

            await Task.Yield();
        }
    }

    private Task SwitchAsync(string? purpose) => server.DoAsync(GatewayServer.Neighbour, async services =>
    {
        var db = services.GetRequiredService<CollegueDb>();
        await db.GatewaySettings.ExecuteDeleteAsync(Cancellation);
        db.GatewaySettings.Add(new GatewaySettings
        {
            OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
            Farthest = InferencePlace.Elsewhere,
            TracePurpose = purpose,
            TraceUntil = purpose is null ? null : services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1),
        });
        await db.SaveChangesAsync(Cancellation);
        await services.GetRequiredService<RouteTable>().RefreshAsync(Cancellation);
    });

    private static string[] Names(params string[] names) => names;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
}
