using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Collegue.Gateway.Accounts.Usage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What a key is told and may do about itself and its holder.</summary>
public sealed class Myself(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Energy_is_counted_by_the_estimate_declared_and_told_with_its_source()
    {
        await using var upstream = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");
        using var program = await server.ProgramAsync();
        var (name, carbon) = (server.NewName("chat"), new CarbonOptions());
        var provider = await admin.MakeAsync("providers", Provider(upstream, 2, "Mesure de la commune"));
        var thrifty = await admin.MakeAsync("providers", Provider(upstream, 1, "Fiche du fabricant"));
        await admin.MakeAsync("routers", new { name, load_balancing_strategy = "in_order", providers = new[] { new { provider, weight = 1 }, new { provider = thrifty, weight = 1 } } });

        await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        var counted = await server.UseAsync(name);
        var usage = await program.ReadAsync("/v1/usage");
        var detail = Assert.Single(usage.GetProperty("data").EnumerateArray()).GetProperty("usage");
        var model = await program.ReadAsync($"/v1/models/{name}");

        Assert.Equal(30L, counted.MilliwattHours);
        Assert.Equal(0.00003, detail.GetProperty("impacts").GetProperty("kWh").GetDouble(), 12);
        Assert.Equal(0.00003 * 21.7 / 1000, detail.GetProperty("impacts").GetProperty("kgCO2eq").GetDouble(), 15);
        Assert.Equal((carbon.CarbonSource, 21.7), (usage.Text("carbon_source"), usage.GetProperty("grams_carbon_per_kilowatt_hour").GetDouble()));
        Assert.Equal("Mesure de la commune", detail.Text("energy_source"));
        Assert.Equal((2.0, "Mesure de la commune"), (model.GetProperty("watt_hours_per_thousand_tokens").GetDouble(), model.Text("energy_source")));
        Assert.Equal("Fiche du fabricant", (await admin.ReadAsync($"/v1/admin/providers/{thrifty}")).Text("energy_source"));
        Assert.Null((await program.ReadAsync("/v1/models/collegue-embed")).Text("energy_source"));
    }

    [Fact]
    public async Task Each_limit_that_concerns_the_caller_is_told_and_no_other()
    {
        await using var upstream = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");
        var name = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var router = (await admin.ListAsync("/v1/admin/routers")).Single(line => line.Text("name") == name).Text("id");
        var slug = await server.DepartmentAsync("Accueil");
        var department = (await admin.ListAsync("/v1/admin/departments")).Single(line => line.Text("slug") == slug).Text("id");
        var (own, other) = (await UserAsync(admin), await UserAsync(admin));
        var (key, program) = await server.KeyAsync(admin, new { name = "la sienne", user = own, department = slug });
        foreach (var (subject, subject_id, type, value) in ((string, string?, string, int)[])
            [
                ("organisation", null, "rpd", 100), ("department", department, "rpd", 90), ("every-key", null, "rpd", 80), ("key", key, "rpd", 70),
                ("every-user", null, "tpd", 60), ("user", own, "tpd", 50), ("user", other, "tpd", 40), ("every-user", null, "rpm", 30),
            ])
        {
            await admin.MakeAsync("limits", new { subject, subject_id, router, type, value });
        }

        await admin.MakeAsync("limits", new { subject = "organisation", type = "epM", value = 5000 });
        await admin.MakeAsync("limits", new { subject = "every-key", type = "epM", value = 6000 });

        var me = await program.ReadAsync("/v1/me");
        program.Dispose();

        Assert.Equal(
            ["department rpd 90", "every-user rpm 30", "key rpd 70", "organisation rpd 100", "user tpd 50"],
            me.GetProperty("limits").EnumerateArray().Where(line => line.Text("router") == name).Select(line => $"{line.Text("subject")} {line.Text("type")} {line.GetProperty("value")}").Order(StringComparer.Ordinal));
        Assert.Equal((5000.0, slug), (me.GetProperty("budget").GetDouble(), me.Text("department")));
    }

    [Fact]
    public async Task A_limit_on_a_name_that_an_organisation_above_shares_is_told_by_that_name()
    {
        await using var upstream = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");
        using var program = await server.ProgramAsync();
        var shared = await server.RouterAsync(
            [await server.ModelAsync(upstream.Address, organisation: GatewayServer.Community)], declared => declared.SharedWithChildren = true, GatewayServer.Community);
        using var above = await server.ProgramAsync("administer", GatewayServer.Community);
        var router = (await above.ListAsync("/v1/admin/routers")).Single(line => line.Text("name") == shared).Text("id");

        await admin.MakeAsync("limits", new { router, type = "tpM", value = 7 });
        var limits = (await program.ReadAsync("/v1/me/info")).GetProperty("limits").EnumerateArray();

        Assert.Equal(("tpM", "organisation"), limits.Where(line => line.Text("router") == shared).Select(line => (line.Text("type"), line.Text("subject"))).Single());
    }

    [Fact]
    public async Task What_is_left_of_the_tokens_of_a_minute_is_in_the_headers()
    {
        await using var upstream = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");
        using var program = await server.ProgramAsync();
        var name = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var router = (await admin.ListAsync("/v1/admin/routers")).Single(line => line.Text("name") == name).Text("id");
        await admin.MakeAsync("limits", new { subject = "organisation", router, type = "tpm", value = 100_000 });

        using var answer = await program.SendJsonAsync(Asking.Chat(name, ",\"max_tokens\":10"));

        // Set aside: 10 to write, 16 and half the letters to read.
        Assert.Equal("100000", answer.Headers.GetValues("x-ratelimit-limit-tokens").Single());
        Assert.InRange(int.Parse(answer.Headers.GetValues("x-ratelimit-remaining-tokens").Single(), System.Globalization.CultureInfo.InvariantCulture), 100_000 - 10 - 16 - 30, 100_000 - 10 - 16 - 1);
        Assert.Matches("^([1-9]|[1-5][0-9]|60)s$", answer.Headers.GetValues("x-ratelimit-reset-tokens").Single());
        Assert.False(answer.Headers.Contains("x-ratelimit-limit-requests"));
    }

    [Fact]
    public async Task A_holder_replaces_their_key_and_the_old_one_is_good_for_the_days_of_grace()
    {
        using var admin = await server.ProgramAsync("administer");
        var now = server.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
        var (id, old) = await server.KeyAsync(admin, new { name = "à remplacer", user = await UserAsync(admin), expires = now + (10 * 86_400) });
        var end = (await old.ListAsync("/v1/keys")).Single().GetProperty("expires").GetInt64();

        using var made = await old.PostAsync($"/v1/keys/{id}/rotate?grace_days=1", null, Cancellation);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        using var program = server.ProgramWith(body.Text("token")!);
        using var again = await program.PostAsync($"/v1/me/keys/{id}/rotate", null, Cancellation);
        using var strange = await program.PostAsync($"/v1/keys/{body.Text("id")}/rotate?grace_days=2", null, Cancellation);
        var keys = (await program.ListAsync("/v1/keys")).ToDictionary(key => key.Text("id")!, key => key.GetProperty("expires").GetInt64());
        using var still = await old.GetAsync("/v1/me", Cancellation);
        old.Dispose();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity), (made.StatusCode, again.StatusCode, strange.StatusCode));
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.InRange(keys[id], now + 86_400, now + 86_400 + 600);
        Assert.Equal(end, keys[body.Text("id")!]);
    }

    [Fact]
    public async Task A_key_replaces_neither_that_of_others_nor_one_that_may_more_or_lives_longer()
    {
        using var admin = await server.ProgramAsync("administer");
        using var neighbour = await server.ProgramAsync("administer", GatewayServer.Neighbour);
        using var reader = await server.ProgramAsync("read");
        var user = await UserAsync(admin);
        var now = server.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
        var (own, program) = await server.KeyAsync(admin, new { name = "faible", user, expires = now + (3 * 86_400) });
        var (stronger, strong) = await server.KeyAsync(admin, new { name = "forte", user, scopes = Names("models", "administer") });
        var (endless, lasting) = await server.KeyAsync(admin, new { name = "sans fin", user });
        var (others, other) = await server.KeyAsync(admin, new { name = "d'une autre", user = await UserAsync(admin) });
        var (foreign, stranger) = await server.KeyAsync(neighbour, new { name = "d'ailleurs" });

        var statuses = new List<int>();
        foreach (var id in (string[])[others, foreign, "00000000-0000-0000-0000-000000000001", "rien", stronger])
        {
            using var refused = await program.PostAsync($"/v1/keys/{id}/rotate", null, Cancellation);
            statuses.Add((int)refused.StatusCode);
        }

        using var scopeless = await reader.PostAsync($"/v1/keys/{own}/rotate", null, Cancellation);
        using var made = await program.PostAsync($"/v1/keys/{endless}/rotate", null, Cancellation);
        var sister = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).Text("id");
        var ends = (await program.ListAsync("/v1/keys")).ToDictionary(key => key.Text("id")!, key => key.GetProperty("expires"));
        foreach (var unused in (HttpClient[])[program, strong, lasting, other, stranger])
        {
            unused.Dispose();
        }

        Assert.Equal([404, 404, 404, 404, 403], statuses);
        Assert.Equal(HttpStatusCode.Forbidden, scopeless.StatusCode);
        Assert.Equal(ends[own].GetInt64(), ends[sister!].GetInt64());
        Assert.Equal(JsonValueKind.Null, ends[stronger].ValueKind);
    }

    private Task<string> UserAsync(HttpClient admin) =>
        admin.MakeAsync("users", new { email = server.NewName("u") + "@bourg.example", name = "Léa Petit", password = "correct-Horse-7-battery" });

    private object Provider(Upstream upstream, double energy, string source) => new
    {
        url = upstream.Address,
        model_name = "served",
        name = server.NewName("p"),
        may_receive = "all",
        watt_hours_per_thousand_tokens = energy,
        energy_source = source,
    };

    private static string[] Names(params string[] names) => names;
}
