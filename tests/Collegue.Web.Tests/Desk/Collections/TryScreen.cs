using System.Net;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Collections;

public sealed class TryScreen(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";

    [Fact]
    public async Task Each_hit_says_why_it_came_and_where_its_passages_are()
    {
        var seeded = await new SeededCollection
        {
            Title = "Ludothèque",
            Documents = [new("ludo", "Emprunter un jeu à la ludothèque") { Passages = ["La ludothèque prête trois jeux.", "Le prêt d'un jeu dure quinze jours."] }],
        }.FoundAsync(server);
        using var agent = await server.AgentAsync();

        var tried = await agent.OpenAsync($"/desk/knowledge/try?q=emprunter+des+jeux&collection={seeded.Slug}");
        var passage = await agent.OpenAsync(tried.Page.QuerySelector(".hit__passages a")!.GetAttribute("href")!);

        Assert.Equal("Emprunter un jeu à la ludothèque", tried.Page.QuerySelector(".hit__title a")!.TextContent.Trim());
        var why = string.Join(' ', tried.Page.QuerySelector(".why")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("« emprunter » (titre)", why, StringComparison.Ordinal);
        Assert.Contains("Proximité de sens :", why, StringComparison.Ordinal);
        Assert.Equal("Emprunter un jeu à la ludothèque", passage.Heading);
    }

    [Fact]
    public async Task A_citizen_is_not_shown_what_agents_read_and_nobody_what_has_expired()
    {
        var seeded = await new SeededCollection
        {
            Title = "Consignes du guichet",
            Readers = Readers.Agents,
            Documents =
            [
                new("consigne", "Consigne du guichet bleu") { Passages = ["Le guichet bleu ferme tôt."] },
                new("vieille", "Vieille consigne du guichet bleu") { Passages = ["Le guichet bleu fermait tard."], ValidUntil = new DateOnly(2020, 1, 1) },
            ],
        }.FoundAsync(server);
        using var agent = await server.AgentAsync();

        var asCitizen = await agent.OpenAsync($"/desk/knowledge/try?q=consigne+guichet+bleu&collection={seeded.Slug}");
        var asAgent = await agent.OpenAsync($"/desk/knowledge/try?q=consigne+guichet+bleu&collection={seeded.Slug}&agent=true");

        Assert.Empty(Titles(asCitizen));
        Assert.Equal(["Consigne du guichet bleu"], Titles(asAgent));
    }

    [Fact]
    public async Task A_question_that_finds_nothing_is_noted_once_and_counted()
    {
        using var agent = await server.AgentAsync();

        var first = await agent.OpenAsync("/desk/knowledge/try?q=zzqxw+plomk&mode=Lexical");
        await agent.OpenAsync("/desk/knowledge/try?q=Plomk%2C+ZZQXW+%3F&mode=Lexical");
        await agent.OpenAsync("/desk/knowledge/try?q=zzqxw+plomk&mode=Lexical&collection=sainte-amarelle");
        var noted = await server.ReadAsync(Commune, db => db.UnansweredQuestions.Where(row => row.Text == "zzqxw plomk").ToListAsync());

        Assert.Contains("Rien trouvé", first.Text, StringComparison.Ordinal);
        Assert.Contains("Elle est notée dans les questions sans réponse.", first.Text, StringComparison.Ordinal);
        Assert.Equal((2, SearchWeakness.NothingFound), Assert.Single(noted) is var question ? (question.Times, question.Weakness) : default);
    }

    [Fact]
    public async Task A_search_in_one_document_finds_no_other_and_another_organisation_has_no_such_document()
    {
        var seeded = await new SeededCollection
        {
            Documents =
            [
                new("un", "Fanfare du quartier nord") { Passages = ["La fanfare répète le jeudi."] },
                new("deux", "Fanfare du quartier sud") { Passages = ["La fanfare répète le vendredi soir."] },
            ],
        }.FoundAsync(server);
        using var agent = await server.AgentAsync();
        using var neighbour = await server.AgentAsync("epci-dechets");
        var path = $"/desk/knowledge/try?q=fanfare&document={seeded.Documents[1].Id}";

        Assert.Equal(["Fanfare du quartier sud"], Titles(await agent.OpenAsync(path)));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.OpenAsync(path)).Status);
    }

    [Fact]
    public async Task The_page_speaks_english_to_an_agent_who_chose_it()
    {
        using var agent = await server.AgentAsync();
        await agent.OpenAsync("/language?to=en");

        var tried = await agent.OpenAsync("/desk/knowledge/try?q=qqzzxx+bbvv&mode=Lexical");

        Assert.Equal("Try a search", tried.Heading);
        Assert.Contains("Nothing found", tried.Text, StringComparison.Ordinal);
    }

    private static List<string> Titles(Screen tried) => [.. tried.Page.QuerySelectorAll(".hit__title").Select(title => title.TextContent.Trim())];
}
