using System.Net;
using System.Text.Json;
using Collegue.Storage.Gateway;
using Collegue.Web.Tests.Admin;
using Collegue.Web.Tests.Gateway.Calls;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk;

/// <summary>Agents try the models of the gateway as programs would: counted, limited and stopped like them.</summary>
public sealed class PlaygroundTests(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = SourceSteps.Commune;
    private const string Page = "/desk/playground";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_shown_with_what_was_sent_what_came_back_and_what_it_took()
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("scolaire", "essai-simple", upstream);

        var page = await agent.OpenAsync(Page);
        var answered = await agent.SendAsync(page, "UserText", new Dictionary<string, string>
        {
            ["First"] = "essai-simple",
            ["SystemText"] = "Réponds en \"français\".",
            ["UserText"] = "D'où vient l'eau ?",
        });

        Assert.Equal("Bonjour.", answered.Page.QuerySelector("#answer-text")!.TextContent);
        Assert.Contains("12 lus, 3 écrits", answered.Text, StringComparison.Ordinal);
        using var sent = JsonDocument.Parse(Assert.Single(upstream.Requests).Body);
        Assert.Equal("petit", sent.RootElement.GetProperty("model").GetString());
        Assert.Equal(["system", "user"], sent.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Contains("\"temperature\": 0.2", answered.Page.QuerySelector("section[aria-labelledby=answer] pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("chat.completion", answered.Text, StringComparison.Ordinal);
        Assert.Contains("'\\''eau", answered.Page.QuerySelector("#snippet-curl")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("new SystemChatMessage(\"Réponds en \\\"français\\\".\")", answered.Page.QuerySelector("#snippet-csharp")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("{\"role\": \"user\", \"content\": \"D'où vient l'eau ?\"}", answered.Page.QuerySelector("#snippet-python")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("{ role: \"user\", content: \"D'où vient l'eau ?\" }", answered.Page.QuerySelector("#snippet-javascript")!.TextContent, StringComparison.Ordinal);
        var use = await Background.UntilAsync(() => server.ReadAsync(Commune, db => db.GatewayUses.AsNoTracking().FirstOrDefaultAsync(row => row.Router == "essai-simple", Token)));
        Assert.Equal((Guid.Empty, 1L, 12L, 3L), (use.KeyId, use.Calls, use.InputTokens, use.OutputTokens));
        Assert.NotEqual(Guid.Empty, use.AgentId);
    }

    [Fact]
    public async Task An_answer_in_pieces_is_put_together_without_scripts_and_passed_on_with_them()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.EventsAsync(http,
            """{"choices":[{"index":0,"delta":{"content":"Bon"}}]}""", """{"choices":[{"index":0,"delta":{"content":"soir."},"finish_reason":"stop"}]}""",
            """{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}""", "[DONE]");
        using var agent = await server.WithModelAsync("scolaire", "essai-morceaux", upstream);
        var filled = new Dictionary<string, string> { ["First"] = "essai-morceaux", ["UserText"] = "Bonsoir ?", ["Streamed"] = "true" };
        var page = await agent.OpenAsync(Page);

        var answered = await agent.SendAsync(page, "UserText", filled);
        var fields = Visitor.Fields(page.FormWith("UserText"));
        foreach (var (name, value) in filled)
        {
            fields[name] = value;
        }

        using var passed = await agent.BeginAsync(new Uri(server.Address, $"{Page}/stream"), fields);
        var events = await passed.Content.ReadAsStringAsync(Token);

        Assert.Equal("Bonsoir.", answered.Page.QuerySelector("#answer-text")!.TextContent);
        Assert.Contains("data: [DONE]", answered.Text, StringComparison.Ordinal);
        Assert.Equal("text/event-stream", passed.Content.Headers.ContentType!.MediaType);
        Assert.Contains("soir.", events, StringComparison.Ordinal);
        var (answer, taken) = (events[..events.IndexOf("event: taken", StringComparison.Ordinal)], events[events.LastIndexOf("data: ", StringComparison.Ordinal)..]["data: ".Length..]);
        Assert.EndsWith("data: [DONE]\n\n", answer, StringComparison.Ordinal);
        var counted = JsonDocument.Parse(taken).RootElement;
        Assert.Equal("9 lus, 2 écrits", counted.GetProperty("tokens").GetString());
        Assert.Contains("€", counted.GetProperty("cost").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"stream\": true", counted.GetProperty("request").GetString(), StringComparison.Ordinal);
        Assert.Contains("Bonsoir ?", counted.GetProperty("python").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_one_of_two_fails_the_other_is_shown_beside_with_its_name()
    {
        await using var broken = await Upstream.StartAsync();
        await using var upstream = await Upstream.StartAsync();
        broken.Does = http => Upstream.JsonAsync(http, 500, "{}");
        using var agent = await server.WithModelAsync("scolaire", "essai-en-panne", broken);
        (await server.WithModelAsync("scolaire", "essai-en-etat", upstream)).Dispose();
        var fields = Visitor.Fields((await agent.OpenAsync(Page)).FormWith("UserText"));
        (fields["First"], fields["Second"], fields["UserText"]) = ("essai-en-panne", "essai-en-etat", "Bonjour ?");

        var shown = await agent.PostAsync(new Uri(server.Address, $"{Page}/compare"), fields);

        Assert.Contains("essai-en-panne", shown.Page.QuerySelector("#answer")!.TextContent, StringComparison.Ordinal);
        var beside = shown.Page.QuerySelector("section[aria-labelledby=beside]")!.TextContent;
        Assert.Contains("essai-en-etat", beside, StringComparison.Ordinal);
        Assert.Contains("Bonjour.", beside, StringComparison.Ordinal);
        Assert.Empty(shown.Page.QuerySelectorAll("button[name=Choice]"));
    }

    [Fact]
    public async Task Two_answers_are_compared_without_names_until_one_is_chosen()
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("scolaire", "essai-premier", upstream);
        (await server.WithModelAsync("scolaire", "essai-second", upstream)).Dispose();
        var page = await agent.OpenAsync(Page);
        var fields = Visitor.Fields(page.FormWith("UserText"));
        (fields["First"], fields["Second"], fields["UserText"]) = ("essai-premier", "essai-second", "Bonjour ?");

        var blind = await agent.PostAsync(new Uri(server.Address, $"{Page}/compare"), fields);
        fields["Second"] = "essai-premier";
        var same = await agent.PostAsync(new Uri(server.Address, $"{Page}/compare"), fields);
        var revealed = await agent.SendAsync(blind, "Sealed", new Dictionary<string, string> { ["Choice"] = "B" });
        var forged = await agent.SendAsync(blind, "Sealed", new Dictionary<string, string> { ["Choice"] = "B", ["Sealed"] = "autre" });
        using var other = await server.AgentAsync("urbanisme");
        var stolen = await other.PostAsync(new Uri(server.Address, $"{Page}/reveal"), new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await other.OpenAsync(Page)).ValueOf("__RequestVerificationToken"),
            ["Sealed"] = blind.ValueOf("Sealed"),
            ["Choice"] = "A",
        });

        var compared = blind.Page.QuerySelector("section[aria-labelledby=compared]")!;
        Assert.DoesNotContain("essai-", compared.TextContent, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9] ms", compared.TextContent);
        Assert.Equal(4, compared.QuerySelectorAll("button[name=Choice]").Length);
        Assert.Contains("un autre modèle que le premier", Assert.Single(same.Problems), StringComparison.Ordinal);
        Assert.Contains("Vous avez préféré B", revealed.Text, StringComparison.Ordinal);
        Assert.Equal(("essai-premier", "essai-second", "Bonjour ?"), (revealed.ValueOf("First"), revealed.ValueOf("Second"), revealed.ValueOf("UserText")));
        Assert.Contains("essai-second", revealed.Page.QuerySelector("section[aria-labelledby=compared]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (forged.Status, stolen.Status));
    }

    [Fact]
    public async Task A_limit_holds_for_agents_too_and_what_to_do_is_said()
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("urbanisme", "essai-borne", upstream);
        using var administrator = await server.AgentAsync("admin");
        var router = await server.RouterAsync("essai-borne");
        await administrator.SendAsync(await administrator.OpenAsync("/admin/gateway/limits"), "limits/add", new Dictionary<string, string>
        {
            ["Subject"] = nameof(LimitSubject.Organisation),
            ["Router"] = $"{router}",
            ["Measure"] = nameof(LimitMeasure.Requests),
            ["Period"] = nameof(LimitPeriod.Ever),
            ["Most"] = "0",
        });

        var refused = await agent.SendAsync(await agent.OpenAsync(Page), "UserText", new Dictionary<string, string> { ["First"] = "essai-borne", ["UserText"] = "Bonjour ?" });

        Assert.Contains("code 429", refused.Text, StringComparison.Ordinal);
        Assert.Contains("La limite d’appels en tout de la collectivité avec ce modèle est atteinte.", refused.Text, StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_auditors_have_no_playground()
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("accueil", "essai-refuse", upstream);
        using var auditor = await server.AgentAsync("audit");

        var refused = await agent.SendAsync(await agent.OpenAsync(Page), "UserText", new Dictionary<string, string> { ["UserText"] = " ", ["Temperature"] = "3", ["Most"] = "0" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(3, refused.Problems.Count);
        Assert.Empty(upstream.Requests);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenAsync(Page)).Status);
    }
}
