using System.Net;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk;

public sealed class Sources(ProductServer server) : IClassFixture<ProductServer>
{
    // Above the numbers the demonstration's own documents have.
    private static long _number = 1_000_000;

    private const string Text = "La carte d'identité est gratuite. Le timbre coûte 25 €.";

    [Fact]
    public async Task The_cited_words_are_set_off_in_their_document()
    {
        var passage = await PassageAsync("sainte-amarelle");
        using var agent = await server.AgentAsync();

        var source = await agent.OpenAsync($"/desk/source/{passage}?start=34&length=21");

        Assert.Equal("Le timbre coûte 25 €.", source.Page.QuerySelector("#cited mark")!.TextContent);
        Assert.Contains("valable", source.Text, StringComparison.Ordinal);
        Assert.Contains("01/09/2020", source.Text, StringComparison.Ordinal);
        Assert.Equal("https://www.sainte-amarelle.example/carte", source.Page.QuerySelector(".source__original")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("start=-5&length=10")]
    [InlineData("start=2147483647&length=2147483647")]
    [InlineData("start=x&length=y")]
    public async Task A_span_outside_the_passage_marks_nothing(string span)
    {
        var passage = await PassageAsync("sainte-amarelle");
        using var agent = await server.AgentAsync();

        var source = await agent.OpenAsync($"/desk/source/{passage}?{span}");

        Assert.Equal(HttpStatusCode.OK, source.Status);
        Assert.Null(source.Page.QuerySelector("mark"));
    }

    [Fact]
    public async Task A_passage_of_another_organisation_is_not_found()
    {
        var passage = await PassageAsync("val-d-amarelle");
        using var agent = await server.AgentAsync();

        var source = await agent.OpenAsync($"/desk/source/{passage}");

        Assert.Equal(HttpStatusCode.NotFound, source.Status);
        Assert.DoesNotContain("25 €", source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cited_passage_that_was_removed_still_shows_what_was_cited()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var source = await agent.OpenAsync($"/desk/source/{seeded.PassageId}?start=40&length=33");

        Assert.Equal(HttpStatusCode.NotFound, source.Status);
        Assert.Contains("Ce passage n'est plus dans le fonds", source.Text, StringComparison.Ordinal);
        Assert.Contains(SeededCase.SecondSentence, source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_what_to_try()
    {
        using var agent = await server.AgentAsync();

        var found = await agent.OpenAsync("/desk/search?q=zzzqqqxxx");

        Assert.Contains("Rien trouvé pour « zzzqqqxxx »", found.Text, StringComparison.Ordinal);
        Assert.Contains("Essayez d'autres mots", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_see_imports_with_their_progress_and_what_was_skipped()
    {
        var run = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await server.DoAsync("france", async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var organisation = services.GetRequiredService<OrganisationScope>().Current;
            var row = new ImportRun
            {
                OrganisationId = organisation,
                Id = run,
                Collection = "service-public",
                Source = "https://archives.example/part.zip",
                StartedAt = TimeProvider.System.GetUtcNow(),
                Expected = 3781,
                Added = 1200,
                Skipped = 1,
            };
            row.Issues.Add(new ImportIssue { OrganisationId = organisation, Id = run, RunId = run, File = "F1.xml", Reason = "<b>truncated" });
            db.ImportRuns.Add(row);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        using var administrator = await server.AgentAsync("admin");

        var knowledge = await administrator.OpenAsync($"/admin/knowledge?run={run}");

        // The demonstration's own imports may still be running beside it.
        Assert.Contains("3781", knowledge.Page.QuerySelectorAll("progress").Select(progress => progress.GetAttribute("max")));
        Assert.Contains("Ajoutés", knowledge.Text, StringComparison.Ordinal);
        Assert.Contains("F1.xml", knowledge.Text, StringComparison.Ordinal);
        Assert.Contains("<b>truncated", knowledge.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_is_verified_from_its_page()
    {
        using var auditor = await server.AgentAsync("audit");

        var verified = await auditor.SendAsync(await auditor.OpenAsync("/admin/audit"), "verify");

        Assert.Contains("La chaîne est entière", verified.Text, StringComparison.Ordinal);
    }

    private async Task<Guid> PassageAsync(string organisation)
    {
        var number = Interlocked.Increment(ref _number);
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await server.DoAsync(organisation, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var owner = services.GetRequiredService<OrganisationScope>().Current;
            db.Collections.Add(new Collection { OrganisationId = owner, Id = id, Number = number, Slug = $"test-{id:N}", Title = "Fonds d'essai" });
            db.Documents.Add(new Document
            {
                OrganisationId = owner,
                Id = id,
                CollectionId = id,
                Number = number,
                Key = "etat-civil/carte",
                Title = "Carte d'identité",
                Url = "https://www.sainte-amarelle.example/carte",
                ValidUntil = new DateOnly(2020, 9, 1),
                ContentHash = "00",
                ImportedAt = TimeProvider.System.GetUtcNow(),
            });
            db.Passages.Add(new Passage { OrganisationId = owner, Id = id, DocumentId = id, Position = 0, Kind = PassageKind.Body, Text = Text });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return id;
    }
}
