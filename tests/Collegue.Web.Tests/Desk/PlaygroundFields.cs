using System.Net;
using System.Text.Json.Nodes;
using Collegue.Pages.Desk.Playground;
using Collegue.Web.Tests.Gateway.Calls;
using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace Collegue.Web.Tests.Desk;

/// <summary>What the form of the playground has no field for is typed as an object of JSON.</summary>
public sealed class PlaygroundFields(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Page = PlaygroundSteps.Page;

    [Fact]
    public async Task Other_fields_are_sent_with_the_question_and_stay_in_the_form()
    {
        const string typed = """
            {
              "top_p": 0.5, "logprobs": true,
              "stop": null, "response_format": {"type": "text"}
            }
            """;
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("scolaire", "essai-champs", upstream);

        var blank = await agent.OpenAsync(Page);
        var answered = await agent.AskAsync("essai-champs", "Bonjour ?", typed);

        var sent = JsonNode.Parse(Assert.Single(upstream.Requests).Body)!;
        Assert.Equal((0.5, true, "text"), (sent["top_p"]!.GetValue<double>(), sent["logprobs"]!.GetValue<bool>(), sent["response_format"]!["type"]!.GetValue<string>()));
        Assert.True(sent.AsObject().ContainsKey("stop"));
        Assert.Equal("Bonjour ?", sent["messages"]![0]!["content"]!.GetValue<string>());
        Assert.Equal((typed, false, true), (answered.ValueOf("OtherFields"), IsOpen(blank), IsOpen(answered)));
        Assert.Contains("\"logprobs\": true", answered.Page.QuerySelector("section[aria-labelledby=answer] pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("\"stop\": null", Snippet(answered, "curl"), StringComparison.Ordinal);
        Assert.Contains("""    extra_body={"top_p": 0.5, "logprobs": True, "stop": None, "response_format": {"type": "text"}},""", Snippet(answered, "python"), StringComparison.Ordinal);
        Assert.Contains("  ...{ top_p: 0.5, logprobs: true, stop: null, response_format: { type: \"text\" } },", Snippet(answered, "javascript"), StringComparison.Ordinal);
        Assert.Contains("// Champs laissés de côté\u00a0: top_p, logprobs, stop, response_format\n", Snippet(answered, "csharp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_among_them_take_the_place_of_the_question()
    {
        const string messages = """
            [{"role": "user", "content": [{"type": "text", "text": "Que vois-tu ?"}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]},
             {"role": "assistant", "content": "Un \"carré\"."}]
            """;
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("scolaire", "essai-messages", upstream);

        var answered = await agent.AskAsync("essai-messages", "", $$"""{"messages": {{messages}}}""");

        Assert.Equal("Bonjour.", answered.Page.QuerySelector("#answer-text")!.TextContent);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(messages), JsonNode.Parse(Assert.Single(upstream.Requests).Body)!["messages"]));
        Assert.Contains("""        {"role": "assistant", "content": "Un \"carré\"."},""", Snippet(answered, "python"), StringComparison.Ordinal);
        Assert.DoesNotContain("extra_body", Snippet(answered, "python"), StringComparison.Ordinal);
        Assert.Contains("    { role: \"user\", content: [{ type: \"text\", text: \"Que vois-tu ?\" }, ", Snippet(answered, "javascript"), StringComparison.Ordinal);
        Assert.Contains(": messages\n", Snippet(answered, "csharp"), StringComparison.Ordinal);
        Assert.Contains("new AssistantChatMessage(\"Un \\\"carré\\\".\"),", Snippet(answered, "csharp"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "Écrivez un objet JSON")]
    [InlineData("{\"stop\": \"\\ud800\"}", "Écrivez un objet JSON")]
    [InlineData("{\"\\ud800\": 1}", "Écrivez un objet JSON")]
    [InlineData("{\n\"top_p\": ,\n}", "La ligne 2 n’est pas du JSON")]
    [InlineData("{\"seed\": 1, \"s\\u0065ed\": 2}", "Le champ «\u00a0seed\u00a0» est écrit deux fois")]
    [InlineData("{\"tools\": [{\"type\": \"a\", \"type\": \"b\"}]}", "Le champ «\u00a0type\u00a0» est écrit deux fois")]
    [InlineData("{\"model\": \"autre\"}", "Retirez le champ «\u00a0model\u00a0»")]
    [InlineData("{\"stream\": true}", "Retirez le champ «\u00a0stream\u00a0»")]
    [InlineData("{\"stream_options\": {}}", "Retirez le champ «\u00a0stream_options\u00a0»")]
    [InlineData("{\"temperature\": 1}", "Retirez le champ «\u00a0temperature\u00a0»")]
    [InlineData("{\"messages\": [], \"max_tokens\": 1}", "Retirez le champ «\u00a0max_tokens\u00a0»")]
    public async Task What_cannot_be_sent_is_said_beside_the_field(string typed, string problem)
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("accueil", $"essai-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}", upstream);

        var refused = await agent.SendAsync(await agent.OpenAsync(Page), "UserText", new Dictionary<string, string> { ["UserText"] = "Bonjour ?", ["OtherFields"] = typed });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith(problem, Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal((typed, true), (refused.ValueOf("OtherFields"), IsOpen(refused)));
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task They_have_a_length_and_without_messages_a_question_is_asked_for()
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("accueil", "essai-longueur", upstream);

        var refused = await agent.AskAsync("essai-longueur", "Bonjour ?", $$"""{"user": "{{new string('a', 20_000)}}"}""");
        var empty = await agent.AskAsync("essai-longueur", "", """{"seed": 1}""");

        Assert.Contains("20000 caractères au plus", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal("Écrivez une question.", Assert.Single(empty.Problems));
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Both_of_a_comparison_get_them_and_the_request_is_shown_once_it_is_revealed()
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("scolaire", "essai-gauche", upstream);
        (await server.WithModelAsync("scolaire", "essai-droite", upstream)).Dispose();
        var fields = Visitor.Fields((await agent.OpenAsync(Page)).FormWith("UserText"));
        (fields["First"], fields["Second"], fields["UserText"], fields["OtherFields"]) = ("essai-gauche", "essai-droite", "Bonjour ?", """{"seed": 7}""");

        var blind = await agent.PostAsync(new Uri(server.Address, $"{Page}/compare"), fields);
        var revealed = await agent.SendAsync(blind, "Sealed", new Dictionary<string, string> { ["Choice"] = "A" });

        Assert.Equal([7, 7], upstream.Requests.Select(request => JsonNode.Parse(request.Body)!["seed"]!.GetValue<int>()));
        Assert.Null(blind.Page.QuerySelector("#compared-request"));
        var shown = JsonNode.Parse(revealed.Page.QuerySelector("details > #compared-request")!.TextContent)!;
        Assert.Equal(("…", 7, "Bonjour ?"), (shown["model"]!.GetValue<string>(), shown["seed"]!.GetValue<int>(), shown["messages"]![0]!["content"]!.GetValue<string>()));
        Assert.Equal(("""{"seed": 7}""", true), (revealed.ValueOf("OtherFields"), IsOpen(revealed)));
    }

    [Theory]
    [InlineData("""{"A":{"Model":"a","Text":"","InputTokens":0,"OutputTokens":0,"CostMicros":0,"Milliseconds":0},"B":{"Model":"b","Text":"","InputTokens":0,"OutputTokens":0,"CostMicros":0,"Milliseconds":0},"Asked":{"Model":"a","System":"","User":"?","Temperature":0,"MostTokens":1,"Streamed":false}}""")]
    [InlineData("""{"A":null,"B":null,"Asked":null}""")]
    [InlineData("7")]
    public void A_comparison_sealed_before_an_update_is_not_read(string before)
    {
        var (protection, agent) = (new EphemeralDataProtectionProvider(), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        var comparisons = new SealedComparisons(protection);
        var answer = new ComparedAnswer("a", "", 0, 0, 0, 0);
        var now = new Comparison(answer, answer, new ChatRequest("a", "", "?", 0, 1, false, """{"seed": 7}"""));

        var old = protection.CreateProtector("playground.comparison", agent.ToString("N")).ToTimeLimitedDataProtector().Protect(before, TimeSpan.FromHours(1));

        Assert.Null(comparisons.Open(old, agent));
        Assert.Equal(now, comparisons.Open(comparisons.Seal(now, agent), agent));
    }

    private static bool IsOpen(Screen screen) => screen.Page.QuerySelector("details:has(#OtherFields)")!.HasAttribute("open");

    private static string Snippet(Screen screen, string id) => screen.Page.QuerySelector($"#snippet-{id}")!.TextContent;
}
