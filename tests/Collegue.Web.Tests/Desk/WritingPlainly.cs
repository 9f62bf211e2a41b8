using System.Net;
using AngleSharp.Dom;
using Collegue.Answering.Writing.Rewriting;
using Collegue.Pages.Desk.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk;

public sealed class WritingPlainly(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Page = "/desk/writing";
    private const string Heavy = "Nonobstant ce retard, votre carte sera délivrée. Il convient de restituer l'ancien titre avant le 3 mars 2026.";

    [Fact]
    public async Task Nobody_opens_it_without_being_an_agent()
    {
        using var stranger = server.Visit();
        using var auditor = await server.AgentAsync("audit");

        Assert.Equal("/account/sign-in", (await stranger.OpenAsync(Page)).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenAsync(Page)).Status);
    }

    [Fact]
    public async Task It_is_empty_at_first_and_says_what_one_gets()
    {
        using var agent = await server.AgentAsync();

        var desk = await agent.OpenAsync("/desk");
        var screen = await agent.OpenAsync(Page);

        Assert.Equal(Page, desk.Page.QuerySelector(".desk__tools a[href$='writing']")!.GetAttribute("href"));
        Assert.Contains("sans modèle de langage", screen.Text, StringComparison.Ordinal);
        Assert.Null(screen.Page.QuerySelector("table"));
    }

    [Fact]
    public async Task A_text_is_measured_marked_and_explained()
    {
        using var agent = await server.AgentAsync();

        var screen = await DiagnoseAsync(agent, Heavy);

        Assert.Equal(HttpStatusCode.OK, screen.Status);
        Assert.Equal(Heavy, screen.ValueOf("Text"));
        Assert.Equal("2", Figure(screen, "Phrases", 1));
        Assert.Equal("1", Figure(screen, "Tours passifs", 1));
        Assert.Equal(
            ["Nonobstant", "sera délivrée", "Il convient de", "restituer"],
            screen.Page.QuerySelectorAll(".writing__marked mark").Select(mark => mark.TextContent).Where(words => words is not "titre"));
        var first = screen.Page.QuerySelector(".writing__marked .evidence a")!;
        Assert.EndsWith("jargon", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("malgré", screen.Page.QuerySelector(first.GetAttribute("href")!)!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chosen_proposals_give_a_version_side_by_side_with_its_figures()
    {
        using var agent = await server.AgentAsync();
        var screen = await DiagnoseAsync(agent, Heavy);

        var after = await ApplyAsync(agent, screen, "restituer");

        Assert.Equal(Heavy.Replace("restituer", "rendre", StringComparison.Ordinal), after.Page.QuerySelector("#new-version")!.TextContent.TrimStart('\n'));
        Assert.Equal("restituer", Words(after.Page.QuerySelector(".writing__versions del")!));
        Assert.Equal("rendre", Words(after.Page.QuerySelector(".writing__versions ins")!));
        Assert.Contains("sont les mêmes", after.Text, StringComparison.Ordinal);
        Assert.NotEqual(Figure(after, "Mots de l’administration", 1), Figure(after, "Mots de l’administration", 2));
        Assert.NotNull(Proposal(after, "restituer").GetAttribute("checked"));
        Assert.Null(Proposal(after, "Nonobstant").GetAttribute("checked"));
    }

    [Fact]
    public async Task A_draft_to_be_validated_bears_its_mention()
    {
        using var agent = await server.AgentAsync();
        var screen = await DiagnoseAsync(agent, Heavy);

        var after = await agent.SendAsync(screen, "Apply", new Dictionary<string, string> { ["EasyToRead"] = "true" });

        Assert.Equal(
            $"Projet à faire valider par les personnes concernées.\n\n{Heavy.Replace(". ", ".\n", StringComparison.Ordinal)}",
            after.Page.QuerySelector("#new-version")!.TextContent.TrimStart('\n'));
        Assert.Empty(after.Page.QuerySelectorAll(".writing__versions img, .writing__versions svg"));
    }

    [Fact]
    public async Task Choosing_nothing_is_said_and_the_text_is_kept()
    {
        using var agent = await server.AgentAsync();
        var screen = await DiagnoseAsync(agent, Heavy);

        var again = await agent.SendAsync(screen, "Apply");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("Cochez", Assert.Single(again.Problems), StringComparison.Ordinal);
        Assert.Equal(Heavy, again.ValueOf("Text"));
    }

    [Theory]
    [InlineData("", "Collez ou écrivez")]
    [InlineData("12 34, 56 !", "pas de mots")]
    public async Task A_text_without_words_is_refused(string text, string problem)
    {
        using var agent = await server.AgentAsync();

        var screen = await DiagnoseAsync(agent, text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, screen.Status);
        Assert.StartsWith("Erreur", screen.Page.Title, StringComparison.Ordinal);
        Assert.Contains(problem, Assert.Single(screen.Problems), StringComparison.Ordinal);
        Assert.Equal(text, screen.ValueOf("Text"));
    }

    [Fact]
    public async Task A_text_of_twenty_thousand_characters_is_read_and_a_longer_one_is_refused_and_kept()
    {
        using var agent = await server.AgentAsync();
        var longest = string.Concat(Enumerable.Repeat("Vous devez solliciter la mairie. ", 700))[..WritingModel.MaxLength];

        var read = await DiagnoseAsync(agent, longest);
        var refused = await DiagnoseAsync(agent, longest + "ab");

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("trop long", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal(longest.Length + 2, refused.ValueOf("Text").Length);
    }

    [Fact]
    public async Task A_clear_text_has_nothing_to_point_out_and_another_language_is_not_measured()
    {
        using var agent = await server.AgentAsync();

        var clear = await DiagnoseAsync(agent, "Bonjour,\n\nVotre carte est prête à la mairie.\n\nCordialement");
        var english = await DiagnoseAsync(agent, "Your new card is ready and you can come to the town hall every day of the week.");

        Assert.Contains("Rien à signaler", clear.Text, StringComparison.Ordinal);
        Assert.Contains("Aucune proposition", clear.Text, StringComparison.Ordinal);
        Assert.Contains("ne semble pas être en français", english.Text, StringComparison.Ordinal);
        Assert.Null(english.Page.QuerySelector("table"));
    }

    [Fact]
    public async Task Without_a_model_each_model_version_says_so_and_loses_nothing()
    {
        using var agent = await server.AgentAsync();
        var screen = await DiagnoseAsync(agent, Heavy);

        foreach (var kind in Enum.GetNames<RewriteKind>())
        {
            var answer = await agent.SendAsync(screen, "Rewrite", new Dictionary<string, string> { ["Kind"] = kind, ["Language"] = "ar" });

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains("Aucun modèle de langage n’est configuré", answer.Text, StringComparison.Ordinal);
            Assert.Equal(Heavy, answer.ValueOf("Text"));
            Assert.Null(answer.Page.QuerySelector("#new-version"));
        }
    }

    [Fact]
    public async Task Markup_in_a_text_is_shown_as_it_was_typed()
    {
        using var agent = await server.AgentAsync();

        var screen = await DiagnoseAsync(agent, "<script>alert(1)</script> Nonobstant <b>la pluie</b>, venez à la mairie.");

        Assert.Null(screen.Page.QuerySelector("main script, .writing__marked b"));
        Assert.Contains("<script>alert(1)</script>", screen.Page.QuerySelector(".writing__marked")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_English_around_a_French_text()
    {
        using var agent = await server.AgentAsync();
        await agent.OpenAsync("/language?to=en&back=/desk/writing");

        var screen = await DiagnoseAsync(agent, Heavy);

        Assert.Equal("Writing help", screen.Heading);
        Assert.Equal("1", Figure(screen, "Passive turns", 1));
        Assert.Equal("fr", screen.Page.QuerySelector(".writing__marked")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_draft_of_a_case_is_opened_in_it()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync(seeded.Address);

        var button = opened.Page.QuerySelector("button[formaction$='/desk/writing']")!;
        var screen = await agent.PostAsync(new Uri(opened.Address, button.GetAttribute("formaction")!), Visitor.Fields(opened.FormWith("Text")));

        Assert.Equal("_blank", button.GetAttribute("formtarget"));
        Assert.Equal(SeededCase.Letter, screen.ValueOf("Text"));
        Assert.NotNull(screen.Page.QuerySelector("table"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var agent = await server.AgentAsync();

        foreach (var path in (string[])[Page, $"{Page}/apply", $"{Page}/rewrite"])
            Assert.Equal(HttpStatusCode.BadRequest, (await agent.PostAsync(new Uri(server.Address, path), new Dictionary<string, string> { ["Text"] = Heavy })).Status);
    }

    internal static async Task<Screen> DiagnoseAsync(Visitor agent, string text) =>
        await agent.SendAsync(await agent.OpenAsync(Page), "Text", new Dictionary<string, string> { ["Text"] = text });

    private static Task<Screen> ApplyAsync(Visitor agent, Screen screen, string before) =>
        agent.SendAsync(screen, "Apply", new Dictionary<string, string> { ["Accept"] = Proposal(screen, before).GetAttribute("value")! });

    private static IElement Proposal(Screen screen, string before) =>
        screen.Page.QuerySelectorAll(".writing__proposals .choice").Single(choice => choice.QuerySelector("del")?.TextContent == before).QuerySelector("input")!;

    private static string Figure(Screen screen, string name, int column) =>
        screen.Page.QuerySelectorAll("table tr").First(row => row.QuerySelector("th[scope=row]")?.TextContent == name).QuerySelectorAll("td")[column - 1].TextContent;

    /// <summary>Without the words for those who do not see the strokes.</summary>
    private static string Words(IElement changed) =>
        string.Concat(changed.ChildNodes.Where(node => node is not IElement { ClassName: "visually-hidden" }).Select(node => node.TextContent)).Trim();
}

/// <summary>With a model that does as it is told by the test.</summary>
public sealed class WritingWithAModel(WritingWithAModel.ModelServer server) : IClassFixture<WritingWithAModel.ModelServer>
{
    private const string Letter = "Votre carte coûte 25 € et vous devez la retirer avant le 3 mars 2026.";

    [Fact]
    public async Task A_rewriting_is_shown_with_its_engine_and_the_facts_it_changed()
    {
        using var agent = await server.AgentAsync();

        var screen = await RewriteAsync(agent, "Plain");

        Assert.Contains("modele-d-essai", screen.Text, StringComparison.Ordinal);
        Assert.Equal(["25 €", "30 €"], screen.Page.QuerySelectorAll(".notice--warning strong").Select(fact => fact.TextContent));
        Assert.NotEmpty(screen.Page.QuerySelectorAll(".writing__versions ins"));
    }

    [Fact]
    public async Task A_translation_stands_beside_the_French_text_in_its_own_language()
    {
        using var agent = await server.AgentAsync();

        var screen = await RewriteAsync(agent, "Translation", "ar");
        var unknown = await RewriteAsync(agent, "Translation", "<x>");

        Assert.Equal("ar", screen.Page.QuerySelectorAll(".writing__versions .letter")[1].GetAttribute("lang"));
        Assert.Equal("en", unknown.Page.QuerySelectorAll(".writing__versions .letter")[1].GetAttribute("lang"));
        Assert.Contains("fait foi", screen.Text, StringComparison.Ordinal);
        Assert.Empty(screen.Page.QuerySelectorAll(".writing__versions ins"));
    }

    [Fact]
    public async Task An_easy_to_read_draft_of_a_model_bears_its_mention()
    {
        using var agent = await server.AgentAsync();

        var screen = await RewriteAsync(agent, "EasyToRead");

        Assert.StartsWith("Projet à faire valider par les personnes concernées.", screen.Page.QuerySelector("#new-version")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    private static async Task<Screen> RewriteAsync(Visitor agent, string kind, string language = "en") =>
        await agent.SendAsync(await WritingPlainly.DiagnoseAsync(agent, Letter), "Rewrite", new Dictionary<string, string> { ["Kind"] = kind, ["Language"] = language });

    public sealed class ModelServer : ProductServer
    {
        protected override void Adapt(WebApplicationBuilder builder) => builder.Services.AddScoped<IRewriter, Model>();
    }

    private sealed class Model : IRewriter
    {
        public Task<RewriteOutcome> RewriteAsync(RewriteRequest request, CancellationToken cancellation) =>
            Task.FromResult<RewriteOutcome>(new RewriteOutcome.Rewritten("Votre carte coûte 30 €. Retirez-la avant le 3 mars 2026.", "modele-d-essai"));
    }
}
