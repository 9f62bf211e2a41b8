using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>An agent asks a model on the playground: the answer is what is seen and read first.</summary>
public sealed class TryingAModel(Town town, Chromium chromium) : Visits(town, chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_answer_is_in_view_once_it_came(bool scripts)
    {
        var agent = await OpenAsync(scripts);

        await AskAsync(agent, "Combien coûte un repas à la cantine ?");

        await Expect(agent.Page.Locator("#answer-text")).ToContainTextAsync("cantine");
        await Expect(agent.Page.Locator("#result h2")).ToBeInViewportAsync();
        await Expect(agent.Page.Locator("#UserText")).ToHaveValueAsync("Combien coûte un repas à la cantine ?");
    }

    [Fact]
    public async Task An_answer_in_pieces_takes_the_place_of_the_one_before()
    {
        var agent = await OpenAsync(scripts: true);
        await AskAsync(agent, "Combien coûte un repas à la cantine ?");
        await agent.Page.Locator("#answer-text").WaitForAsync();

        await agent.Page.GetByLabel("Recevoir la réponse au fur et à mesure").CheckAsync();
        await AskAsync(agent, "Quels sont les horaires de la piscine ?");

        await Expect(agent.Page.Locator("playground-stream [data-said]")).ToHaveTextAsync("Réponse terminée");
        await Expect(agent.Page.Locator("playground-stream [data-text]")).ToContainTextAsync("piscine");
        await Expect(agent.Page.Locator("playground-stream [data-heading]")).ToHaveTextAsync("Réponse de collegue-search-answer");
        await Expect(agent.Page.Locator("#result")).ToBeHiddenAsync();
        await Expect(agent.Page.Locator("playground-stream [data-taken=cost]")).ToContainTextAsync("€");
        await Expect(agent.Page.Locator("#streamed-snippets")).ToBeVisibleAsync();
        await Expect(agent.Page.Locator("#streamed-snippet-curl")).ToContainTextAsync("piscine");
        await Expect(agent.Page.Locator("playground-stream [data-raw]")).Not.ToContainTextAsync("event: taken");
        Assert.Empty(agent.Troubles);
    }

    [Fact]
    public async Task Messages_among_the_other_fields_are_asked_piece_by_piece_without_a_question()
    {
        var agent = await OpenAsync(scripts: true);
        await agent.Page.GetByLabel("Recevoir la réponse au fur et à mesure").CheckAsync();
        await agent.Page.GetByText("Autres champs et messages…").PressAsync("Enter");
        await agent.Page.GetByLabel("Autres champs (JSON)").FillAsync("""{"messages": [{"role": "user", "content": "Quels sont les horaires de la piscine ?"}]}""");
        await AskAsync(agent, "");

        await Expect(agent.Page.Locator("playground-stream [data-said]")).ToHaveTextAsync("Réponse terminée");
        await Expect(agent.Page.Locator("playground-stream [data-text]")).ToContainTextAsync("piscine");
        await Expect(agent.Page.Locator("#streamed-snippet-python")).ToContainTextAsync("horaires de la piscine");
        Assert.Empty(agent.Troubles);
    }

    [Fact]
    public async Task Of_an_answer_in_pieces_the_first_choice_and_the_tools_it_calls_are_written()
    {
        string[] events =
        [
            """{"choices":[{"index":1,"delta":{"content":"Autre"}}]}""",
            """{"choices":[{"index":0,"delta":{"content":"Je regarde."}}]}""",
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"horaires","arguments":""}}]}}]}""",
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""",
            """{"choices":[]}""",
            "[DONE]",
        ];
        var agent = await OpenAsync(scripts: true);
        await agent.Page.RouteAsync("**/desk/playground/stream", route => route.FulfillAsync(new()
        {
            ContentType = "text/event-stream",
            Body = string.Concat(events.Select(data => $"data: {data}\n\n")),
        }));
        await agent.Page.GetByLabel("Recevoir la réponse au fur et à mesure").CheckAsync();
        await AskAsync(agent, "Quand ouvrez-vous ?");

        await Expect(agent.Page.Locator("playground-stream [data-said]")).ToHaveTextAsync("Réponse terminée");
        Assert.Equal("Je regarde.\nhoraires(…)", await agent.Page.Locator("playground-stream [data-text]").TextContentAsync());
        await Expect(agent.Page.Locator("playground-stream [data-raw]")).ToContainTextAsync("Autre");
        Assert.Empty(agent.Troubles);
    }

    private static async Task AskAsync(Person agent, string question)
    {
        await agent.Page.Locator("#First").SelectOptionAsync("collegue-search-answer");
        await agent.Page.Locator("#UserText").FillAsync(question);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer", Exact = true }).PressAsync("Enter");
    }

    private async Task<Person> OpenAsync(bool scripts)
    {
        var agent = await AgentAsync("scolaire", scripts);
        await agent.OpenAsync("/desk/playground");
        return agent;
    }
}
