using Collegue.Pages.Desk.Playground;
using Collegue.Web.Tests.Gateway.Calls;
using Xunit;

namespace Collegue.Web.Tests.Desk;

/// <summary>Answers with several choices or calls of tools are shown whole.</summary>
public sealed class PlaygroundAnswers(ProductServer server) : IClassFixture<ProductServer>
{
    private static readonly string[] Pieces =
    [
        """{"choices":[{"index":1,"delta":{"role":"assistant","content":"Salut"}}]}""",
        """{"choices":[{"index":0,"delta":{"content":"Je regarde."}}]}""",
        """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"horaires","arguments":""}}]}}]}""",
        """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"b","type":"function","function":{"name":"tarifs","arguments":"{}"}}]}}]}""",
        """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"jour\":"}}]}},{"index":1,"delta":{"content":" !"}}]}""",
        """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"lundi\"}"}}]},"finish_reason":"tool_calls"}]}""",
        """{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}""",
        "[DONE]",
    ];

    private const string Whole =
        """{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Je regarde.","tool_calls":[{"id":"a","type":"function","function":{"name":"horaires","arguments":"{\"jour\":\"lundi\"}"}},{"id":"b","type":"function","function":{"name":"tarifs","arguments":"{}"}}]}},{"index":1,"message":{"role":"assistant","content":"Salut !"}}],"usage":{"prompt_tokens":9,"completion_tokens":2}}""";

    private const string Shown = """
        1. Je regarde.
        horaires({"jour":"lundi"})
        tarifs({})

        2. Salut !
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_choice_and_every_call_of_a_tool_is_shown(bool streamed)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => streamed ? Upstream.EventsAsync(http, Pieces) : Upstream.JsonAsync(http, 200, Whole);
        using var agent = await server.WithModelAsync("scolaire", $"essai-choix-{(streamed ? "morceaux" : "entier")}", upstream);

        var answered = await agent.AskAsync($"essai-choix-{(streamed ? "morceaux" : "entier")}", "Quand ouvrez-vous ?", """{"n": 2}""", streamed);

        Assert.Equal(Shown, answered.Page.QuerySelector("#answer-text")!.TextContent);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"horaires","arguments":"{}"}}]}}]}""", "horaires({})")]
    [InlineData("""{"choices":[{"message":{"content":""}},{"message":{"content":null}}]}""", "")]
    [InlineData("""{"choices":[{"message":{"content":"Oui"}},{"message":{"content":""}}]}""", "1. Oui\n\n2. ")]
    [InlineData("""{"choices":[7,{"index":1.5,"message":{"tool_calls":[7,{"function":7}]}}]}""", "")]
    [InlineData("""{"choices":7}""", "")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"a\",\"arguments\":\"1\"}},{\"function\":{\"name\":\"b\"}},{\"function\":{\"arguments\":\"2\"}}]}}]}\n\n", "a(1)\nb(2)")]
    public void Answers_that_are_odd_are_shown_as_far_as_they_go(string raw, string text) => Assert.Equal(new ChatAnswer(text, null, null), ChatAnswer.Of(raw));

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"\ud800"}}]}""")]
    [InlineData("<html>")]
    public void What_cannot_be_read_is_a_failure(string raw) => Assert.Equal(new ChatAnswer(null, "unreadable", null), ChatAnswer.Of(raw));
}
