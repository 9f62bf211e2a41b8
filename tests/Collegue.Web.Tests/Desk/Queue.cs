using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Xunit;

namespace Collegue.Web.Tests.Desk;

public sealed class Queue(ProductServer server) : IClassFixture<ProductServer>
{
    [Fact]
    public async Task An_empty_queue_says_what_to_do()
    {
        using var agent = await server.AgentAsync("epci-dechets");

        var queue = await agent.OpenAsync("/desk");

        Assert.Contains("Aucune demande pour l'instant", queue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_says_in_words_what_the_case_is_and_where_it_stands()
    {
        var kind = RuleSet.Default.Kinds[0];
        var seeded = await new SeededCase { Task = kind.Slug, Due = TimeSpan.FromDays(-2.5), Urgency = Urgency.High, AssignedTo = "technique", Draft = DraftState.Stale }.InAsync(server);

        var row = await RowAsync($"/desk?q={seeded.Number}", seeded);

        Assert.Contains(kind.Name.Fr, row, StringComparison.Ordinal);
        Assert.Contains("Assisté", row, StringComparison.Ordinal);
        Assert.Contains("État civil", row, StringComparison.Ordinal);
        Assert.Contains("Mehdi Roquelane", row, StringComparison.Ordinal);
        Assert.Contains("en retard de", row, StringComparison.Ordinal);
        Assert.Contains("Urgent", row, StringComparison.Ordinal);
        Assert.Contains("périmé", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_row_speaks_english_to_an_agent_who_chose_it()
    {
        var kind = RuleSet.Default.Kinds[0];
        var seeded = await new SeededCase { Task = kind.Slug, HumanRequested = true }.InAsync(server);
        using var agent = await server.AgentAsync();
        await agent.OpenAsync("/language?to=en");

        var queue = await agent.OpenAsync($"/desk?q={seeded.Number}");

        Assert.Equal("en", queue.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(kind.Name.En, queue.Text, StringComparison.Ordinal);
        Assert.Contains("A human answers", queue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("handling=Automatable", "Handling")]
    [InlineData("department=voirie-test", null)]
    [InlineData("department=police", "Department")]
    [InlineData("urgency=Critical", "Urgency")]
    [InlineData("mine=true", "Mine")]
    [InlineData("late=true", "Late")]
    [InlineData("state=Answered", "Answered")]
    public async Task A_filter_keeps_what_fits_and_nothing_else(string filter, string? kept)
    {
        var mark = $"filtre{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var plain = new SeededCase { Body = mark };
        Dictionary<string, SeededCase> cases = new()
        {
            ["Handling"] = plain with { Number = "H" + mark[^12..], Handling = Handling.Automatable },
            ["Department"] = plain with { Number = "D" + mark[^12..], Department = "police" },
            ["Urgency"] = plain with { Number = "U" + mark[^12..], Urgency = Urgency.Critical },
            ["Mine"] = plain with { Number = "M" + mark[^12..], AssignedTo = "etat-civil" },
            ["Late"] = plain with { Number = "L" + mark[^12..], Due = TimeSpan.FromDays(-1) },
            ["Answered"] = plain with { Number = "A" + mark[^12..], State = CaseState.Answered },
        };
        foreach (var seeded in cases.Values)
        {
            await Fresh(seeded).InAsync(server);
        }

        using var agent = await server.AgentAsync();
        var queue = await agent.OpenAsync($"/desk?q={mark}&{filter}");

        Assert.Equal(kept is null ? [] : [cases[kept].Number], Numbers(queue));
    }

    [Theory]
    [InlineData("école")]
    [InlineData("ÉCOLE")]
    [InlineData("Ferrand-Émilien")]
    [InlineData("trottoir école")]
    public async Task Words_are_found_in_messages_and_names_whatever_their_capitals(string words)
    {
        var seeded = await new SeededCase { Body = "Le trottoir devant l'École est cassé.", Name = "ferrand-émilien" }.InAsync(server);
        using var agent = await server.AgentAsync();

        var queue = await agent.OpenAsync($"/desk?q={Uri.EscapeDataString(words)}");

        Assert.Contains(seeded.Number, Numbers(queue));
    }

    [Fact]
    public async Task A_search_without_result_offers_to_clear_the_filters()
    {
        await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var queue = await agent.OpenAsync("/desk?q=introuvablezzz");

        Assert.Empty(Numbers(queue));
        Assert.Contains("Aucune demande ne correspond", queue.Text, StringComparison.Ordinal);
        Assert.NotNull(queue.Page.QuerySelector(".filters__actions a[href='/desk']"));
    }

    [Fact]
    public async Task Twenty_five_cases_make_a_page_and_the_most_urgent_come_first()
    {
        var mark = $"page{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        for (var at = 0; at < 27; at++)
        {
            await new SeededCase { Body = mark, Number = $"{mark[^8..]}-{at:D2}", Due = TimeSpan.FromDays(30 - at), Urgency = at == 3 ? Urgency.Critical : Urgency.Normal }.InAsync(server);
        }

        using var agent = await server.AgentAsync();
        var first = await agent.OpenAsync($"/desk?q={mark}");
        var second = await agent.OpenAsync(first.Page.QuerySelector(".pager a[rel='next']")!.GetAttribute("href")!);
        var byAge = await agent.OpenAsync($"/desk?q={mark}&sort=Age");

        Assert.Equal([$"{mark[^8..]}-03", $"{mark[^8..]}-26"], Numbers(first).Take(2));
        Assert.Equal(25, Numbers(first).Count);
        Assert.Equal([$"{mark[^8..]}-01", $"{mark[^8..]}-00"], Numbers(second));
        Assert.Equal($"{mark[^8..]}-00", Numbers(byAge)[0]);
    }

    [Fact]
    public async Task What_a_citizen_typed_is_shown_as_text()
    {
        var seeded = await new SeededCase { Body = "<script>alert('x')</script><img src=x onerror=alert(1)>", Name = "<b>Nom</b>", Evidence = "<script>" }.InAsync(server);
        using var agent = await server.AgentAsync();

        var queue = await agent.OpenAsync($"/desk?q={seeded.Number}");
        var opened = await agent.OpenAsync(seeded.Address);

        Assert.DoesNotContain("<script>alert", queue.Html + opened.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", queue.Html + opened.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Nom", queue.Html + opened.Html, StringComparison.Ordinal);
        Assert.Equal("<script>", opened.Page.QuerySelector(".message__body mark")!.TextContent);
    }

    private static SeededCase Fresh(SeededCase like) => new()
    {
        Body = like.Body,
        Number = like.Number,
        Handling = like.Handling,
        Department = like.Department,
        Urgency = like.Urgency,
        AssignedTo = like.AssignedTo,
        Due = like.Due,
        State = like.State,
    };

    private async Task<string> RowAsync(string path, SeededCase seeded)
    {
        using var agent = await server.AgentAsync();
        var queue = await agent.OpenAsync(path);
        return queue.Page.QuerySelectorAll("table.queue tbody tr").Single(row => row.TextContent.Contains(seeded.Number, StringComparison.Ordinal)).TextContent;
    }

    private static List<string> Numbers(Screen queue) => [.. queue.Page.QuerySelectorAll(".queue__number").Select(number => number.TextContent)];
}
