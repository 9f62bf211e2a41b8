using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>What administrators change and look up over HTTP.</summary>
public sealed class Changing(GatewayServer server) : IClassFixture<GatewayServer>
{
    private const string Unknown = "00000000-0000-0000-0000-000000000001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Roles_and_department_of_a_user_change_but_an_administrator_stays()
    {
        using var admin = await server.ProgramAsync("administer", GatewayServer.Neighbour);
        using var foreign = await server.ProgramAsync("administer");
        var slug = await server.DepartmentAsync("Urbanisme", GatewayServer.Neighbour);
        var agent = await UserAsync(admin, "agent");

        // Nobody administers yet: nobody is the last who does.
        var moved = await admin.ChangeAsync($"users/{agent}", new { department = slug });
        var first = await UserAsync(admin, "agent", "administrator");
        var last = await admin.ChangeAsync($"users/{first}", new { roles = Names("agent") });
        var kept = await RolesAsync(admin, first);
        var promoted = await admin.ChangeAsync($"users/{agent}", new { roles = Names("manager", "administrator") });
        var demoted = await admin.ChangeAsync($"users/{first}", new { roles = Names("agent") });
        var users = await admin.ListAsync("/v1/admin/users");
        var roles = (await admin.ListAsync("/v1/admin/roles")).ToDictionary(role => role.Text("id")!);

        Assert.Equal((204, 204, 204), (moved.Status, promoted.Status, demoted.Status));
        Assert.Equal((409, "roles", "conflict"), last);
        Assert.Equal(["agent", "administrator"], kept);
        Assert.Equal(["manager", "administrator"], await RolesAsync(admin, agent));
        Assert.Equal((slug, "Léa Petit"), users.Where(user => user.Text("id") == agent).Select(user => (user.Text("department"), user.Text("name"))).Single());
        Assert.Equal(["administrator", "agent", "approver", "auditor", "manager"], roles.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1, 1, 0), (Users("administrator"), Users("agent"), Users("manager"), Users("auditor")));
        Assert.Contains("admin", roles["administrator"].GetProperty("permissions").EnumerateArray().Select(permission => permission.GetString()));
        Assert.Equal((404, null, "not_found"), await admin.ChangeAsync($"users/{Unknown}", new { roles = Names("agent") }));
        Assert.Equal((404, null, "not_found"), await foreign.ChangeAsync($"users/{agent}", new { roles = Names("agent") }));
        Assert.Equal((404, null, "not_found"), await admin.ChangeAsync($"users/{agent}", new { department = "nulle-part" }));
        Assert.Equal((422, "roles", "invalid_value"), await admin.ChangeAsync($"users/{agent}", new { roles = Names("king") }));

        int Users(string role) => roles[role].GetProperty("users").GetInt32();
    }

    [Fact]
    public async Task A_provider_changes_and_another_address_needs_its_key_again()
    {
        await using var first = await Upstream.StartAsync();
        await using var second = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");
        using var program = await server.ProgramAsync();
        var (taken, name) = (server.NewName("p"), server.NewName("chat"));
        await admin.MakeAsync("providers", new { url = first.Address, model_name = "served", name = taken });
        var provider = await admin.MakeAsync("providers", new { url = first.Address, key = "sk-premier", model_name = "served", name = server.NewName("p"), may_receive = "all" });
        await admin.MakeAsync("routers", new { name, providers = new[] { new { provider, weight = 1 } } });

        var keyless = await admin.ChangeAsync($"providers/{provider}", new { url = second.Address });
        var before = await admin.ReadAsync($"/v1/admin/providers/{provider}");
        var named = await admin.ChangeAsync($"providers/{provider}", new { name = taken });
        var moved = await admin.ChangeAsync($"providers/{provider}", new { url = second.Address, key = "sk-second", model_name = "other", max_context_length = 4000, cost_call = 0.5 });
        var (status, _) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        var after = await admin.ReadAsync($"/v1/admin/providers/{provider}");
        var open = await admin.ChangeAsync($"providers/{provider}", new { key = "" });
        var back = await admin.ChangeAsync($"providers/{provider}", new { url = first.Address, place = "france", may_receive = "public" });
        var at = await admin.ReadAsync($"/v1/admin/providers/{provider}");

        Assert.Equal((422, "key", "invalid_value"), keyless);
        Assert.Equal((first.Address, true), (before.Text("url"), before.GetProperty("key").GetBoolean()));
        Assert.Equal((409, "name", "conflict"), named);
        Assert.Equal((204, 200, 204, 204), (moved.Status, status, open.Status, back.Status));
        Assert.Empty(first.Requests);
        Assert.Equal(("Bearer sk-second", "other"), (second.Requests[0].Headers["Authorization"], JsonElement.Parse(second.Requests[0].Body).Text("model")));
        Assert.Equal((second.Address, "other", 4000, 0.5), (after.Text("url"), after.Text("model_name"), after.GetProperty("max_context_length").GetInt32(), after.GetProperty("cost_call").GetDouble()));
        Assert.Equal(("on-premises", "all"), (after.Text("place"), after.Text("may_receive")));
        Assert.DoesNotContain("sk-second", after.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((first.Address, false, "france", "public"), (at.Text("url"), at.GetProperty("key").GetBoolean(), at.Text("place"), at.Text("may_receive")));
        Assert.Equal((404, null, "not_found"), await admin.ChangeAsync($"providers/{Unknown}", new { cost_call = 1 }));
        Assert.Equal((422, "place", "invalid_value"), await admin.ChangeAsync($"providers/{provider}", new { place = "moon" }));
    }

    [Fact]
    public async Task A_router_changes_and_what_is_absent_stays()
    {
        await using var upstream = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");
        using var foreign = await server.ProgramAsync("administer", GatewayServer.Neighbour);
        using var program = await server.ProgramAsync();
        var provider = (await server.ModelAsync(upstream.Address)).ToString();
        var (name, taken) = (server.NewName("chat"), server.NewName("chat"));
        await admin.MakeAsync("routers", new { name = taken, providers = new[] { new { provider, weight = 1 } } });
        var router = await admin.MakeAsync("routers", new { name, aliases = Names(name + "-a"), providers = new[] { new { provider, weight = 3 } } });

        var changed = await admin.ChangeAsync($"routers/{router}", new { aliases = Names(name + "-b"), load_balancing_strategy = "least_busy", masking = "always", farthest = "france" });
        var now = await admin.ReadAsync($"/v1/admin/routers/{router}");
        var (gone, _) = await program.AskAsync(new { model = name + "-a", messages = Array.Empty<object>() });
        var (found, _) = await program.AskAsync(new { model = name + "-b", messages = Array.Empty<object>() });
        var off = await admin.ChangeAsync($"routers/{router}", new { enabled = false });
        var (stopped, _) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });

        Assert.Equal((204, 404, 200, 204, 404), (changed.Status, gone, found, off.Status, stopped));
        Assert.Equal((name, "least_busy", "always", "france", "text-generation"),
            (now.Text("name"), now.Text("load_balancing_strategy"), now.Text("masking"), now.Text("farthest"), now.Text("type")));
        Assert.Equal([name + "-b"], now.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()));
        Assert.Equal((provider, 3), now.GetProperty("providers").EnumerateArray().Select(share => (share.Text("provider"), share.GetProperty("weight").GetInt32())).Single());
        Assert.Equal((409, "name", "conflict"), await admin.ChangeAsync($"routers/{router}", new { name = taken }));
        Assert.Equal((422, "providers", "invalid_value"), await admin.ChangeAsync($"routers/{router}", new { enabled = true, providers = Array.Empty<object>() }));
        Assert.Equal((422, "providers", "invalid_value"), await admin.ChangeAsync($"routers/{router}", new { enabled = true, providers = new[] { new { provider, weight = 0 } } }));
        Assert.Equal((404, null, "not_found"), await foreign.ChangeAsync($"routers/{router}", new { enabled = true }));
    }

    [Fact]
    public async Task A_limit_that_changes_holds_for_the_next_call()
    {
        await using var upstream = await Upstream.StartAsync();
        using var admin = await server.ProgramAsync("administer");
        using var foreign = await server.ProgramAsync("administer", GatewayServer.Neighbour);
        using var program = await server.ProgramAsync();
        var name = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        var router = (await admin.ListAsync("/v1/admin/routers")).Single(line => line.Text("name") == name).Text("id");
        var limit = await admin.MakeAsync("limits", new { subject = "organisation", router, type = "rpE", value = 1 });

        var (first, _) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        var (refused, _) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        var raised = await admin.ChangeAsync($"limits/{limit}", new { value = 2 });
        var (second, _) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        var (last, _) = await program.AskAsync(new { model = name, messages = Array.Empty<object>() });
        var listed = (await admin.ListAsync("/v1/admin/limits")).Single(line => line.Text("id") == limit);

        Assert.Equal((200, 429, 204, 200, 429), (first, refused, raised.Status, second, last));
        Assert.Equal(("organisation", router, "rpE", 2), (listed.Text("subject"), listed.Text("router"), listed.Text("type"), listed.GetProperty("value").GetInt32()));
        Assert.Equal((422, "value", "invalid_value"), await admin.ChangeAsync($"limits/{limit}", new { value = -1 }));
        Assert.Equal((422, "value", "invalid_value"), await admin.ChangeAsync($"limits/{limit}", new { type = "rpm" }));
        Assert.Equal((404, null, "not_found"), await admin.ChangeAsync($"limits/{Unknown}", new { value = 1 }));
        Assert.Equal((404, null, "not_found"), await foreign.ChangeAsync($"limits/{limit}", new { value = 1 }));
    }

    [Fact]
    public async Task A_key_that_an_administrator_replaces_keeps_its_rights_and_holder()
    {
        using var admin = await server.ProgramAsync("administer");
        using var foreign = await server.ProgramAsync("administer", GatewayServer.Neighbour);
        var slug = await server.DepartmentAsync("État civil");
        var (id, old) = await server.KeyAsync(admin, new { name = "tournante", user = await UserAsync(admin, "agent"), department = slug, scopes = Names("models", "read") });

        using var elsewhere = await foreign.PostAsync($"/v1/admin/tokens/{id}/rotate", null, Cancellation);
        using var strange = await admin.PostAsync($"/v1/admin/tokens/{id}/rotate?grace_days=3", null, Cancellation);
        using var made = await admin.PostAsync($"/v1/admin/tokens/{id}/rotate?grace_days=0", null, Cancellation);
        using var again = await admin.PostAsync($"/v1/admin/tokens/{id}/rotate", null, Cancellation);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        using var program = server.ProgramWith(body.Text("token")!);
        using var answered = await program.GetAsync("/v1/me", Cancellation);
        using var ended = await old.GetAsync("/v1/me", Cancellation);
        var keys = (await admin.ListAsync("/v1/admin/tokens")).Where(key => key.Text("name") == "tournante").ToDictionary(key => key.Text("id")!);
        old.Dispose();

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created, HttpStatusCode.NotFound),
            (elsewhere.StatusCode, strange.StatusCode, made.StatusCode, again.StatusCode));

        // The old key was never used before: no node knows it from then.
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (answered.StatusCode, ended.StatusCode));
        var (was, becomes) = (keys[id], keys[body.Text("id")!]);
        Assert.Equal((was.GetProperty("scopes").GetRawText(), was.Text("user"), slug), (becomes.GetProperty("scopes").GetRawText(), becomes.Text("user"), becomes.Text("department")));
        Assert.NotEqual(was.Text("token"), becomes.Text("token"));
        Assert.Equal(JsonValueKind.Null, becomes.GetProperty("expires").ValueKind);
    }

    [Fact]
    public async Task When_a_key_was_last_used_is_told_after_a_call()
    {
        using var admin = await server.ProgramAsync("administer");
        var (id, program) = await server.KeyAsync(admin, new { name = "neuve" });

        var before = (await admin.ListAsync("/v1/admin/tokens")).Single(key => key.Text("id") == id);
        using var called = await program.SendJsonAsync("""{"model":"collegue-embed","input":"la mairie"}""", "/v1/embeddings");
        var after = (await admin.ListAsync("/v1/admin/tokens")).Single(key => key.Text("id") == id);
        program.Dispose();

        Assert.Equal(HttpStatusCode.OK, called.StatusCode);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("last_used").ValueKind);
        Assert.InRange(after.GetProperty("last_used").GetInt64(), after.GetProperty("created").GetInt64(), after.GetProperty("created").GetInt64() + 600);
    }

    [Fact]
    public async Task Departments_are_listed_by_the_short_names_that_keys_and_users_take()
    {
        using var admin = await server.ProgramAsync("administer", GatewayServer.Community);
        using var town = await server.ProgramAsync("administer");
        var (school, roads) = (await server.DepartmentAsync("École", GatewayServer.Community), await server.DepartmentAsync("Voirie", GatewayServer.Community));

        var listed = await admin.ListAsync("/v1/admin/departments");
        var (id, program) = await server.KeyAsync(admin, new { name = "des écoles", department = school });
        program.Dispose();

        var lines = listed.Select(line => (line.Text("object"), line.Text("slug"), line.Text("name"))).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains(("department", school, "École"), lines);
        Assert.Contains(("department", roads, "Voirie"), lines);
        Assert.Equal(school, (await admin.ListAsync("/v1/admin/tokens")).Single(key => key.Text("id") == id).Text("department"));
        Assert.DoesNotContain(await town.ListAsync("/v1/admin/departments"), line => line.Text("slug") == school);
    }

    private Task<string> UserAsync(HttpClient admin, params string[] roles) =>
        admin.MakeAsync("users", new { email = server.NewName("u") + "@commune.example", name = "Léa Petit", password = "correct-Horse-7-battery", roles });

    private static async Task<IEnumerable<string?>> RolesAsync(HttpClient admin, string user) =>
        (await admin.ListAsync("/v1/admin/users")).Single(line => line.Text("id") == user).GetProperty("roles").EnumerateArray().Select(role => role.GetString());

    private static string[] Names(params string[] names) => names;
}
