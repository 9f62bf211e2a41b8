using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk.Review;

public sealed class FindingCases(ProductServer server) : Finding(server), IClassFixture<ProductServer>;

public sealed class FindingCasesOnPostgres(PostgresServer server) : Finding(server), IClassFixture<PostgresServer>;

/// <summary>A case is found by every word of it, and by no other, on both engines.</summary>
public abstract class Finding(ProductServer server)
{
    private const string Organisation = "sainte-amarelle";

    [Theory]
    [InlineData("gorbatchevski")]
    [InlineData("GORBA")]
    [InlineData("zephirine gorbatchevski")]
    [InlineData("zéphirine@courrier-lent.example")]
    [InlineData("0698765432")]
    [InlineData("06 98 76 54 32")]
    [InlineData("+33 6 98 76 54 32")]
    [InlineData("passoire")]
    [InlineData("cœurs")]
    [InlineData("coeurs")]
    [InlineData("releve-capteurs.txt")]
    [InlineData("passoire gorbatchevski capteurs")]
    public async Task A_case_accepted_at_the_door_is_found_at_once(string words)
    {
        var number = await WriteAsync();

        Assert.Contains(number, await FoundAsync(words));
        Assert.Contains(number, await FoundAsync(number));
        Assert.Contains(number, await FoundAsync(number.Split('-')[1].TrimStart('0')));
    }

    [Theory]
    [InlineData("passoire girafe")]
    [InlineData("assoire")]
    [InlineData("\"passoire")]
    [InlineData("' OR 1 --")]
    [InlineData("!!!")]
    public async Task Other_words_find_nothing_and_hurt_nothing(string words)
    {
        var number = await WriteAsync();

        var found = await FoundAsync(words);

        Assert.Equal(words.Contains("\"passoire", StringComparison.Ordinal), found.Contains(number));
    }

    [Fact]
    public async Task What_is_added_later_is_found_too()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync(seeded.Address);
        await agent.SendAsync(opened, "NoteText", new Dictionary<string, string> { ["NoteText"] = "Voir le kaléidoscope du service." });
        await server.DoAsync(Organisation, services => services.GetRequiredService<CitizenDesk>().AddMessageAsync(
            seeded.TrackingToken, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "J'ajoute un baromètre.", [], TestContext.Current.CancellationToken));
        var confirm = await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", "Bonjour, apportez votre théodolite."));
        await agent.PressAsync(confirm, "send");

        Assert.Equal([seeded.Number], await FoundAsync("kaleidoscope"));
        Assert.Equal([seeded.Number], await FoundAsync("barometre"));
        Assert.Equal([seeded.Number], await FoundAsync("theodolite"));
        Assert.Equal([seeded.Number], await FoundAsync("kaleidoscope barometre theodolite"));
    }

    [Fact]
    public async Task Cases_from_before_the_search_are_found_after_a_start()
    {
        var seeded = await new SeededCase { Body = "Mon astrolabe est tombé." }.InAsync(server);
        await server.DoAsync(Organisation, services => services.GetRequiredService<CollegueDb>().CaseTexts
            .Where(row => row.CaseId == seeded.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        var before = await FoundAsync("astrolabe");

        await server.Services.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(before);
        Assert.Equal([seeded.Number], await FoundAsync("astrolabe"));
    }

    [Fact]
    public async Task Words_are_those_of_one_organisation()
    {
        await new SeededCase { Organisation = "val-d-amarelle", Department = null, Body = "Le sextant est cassé." }.InAsync(server);

        Assert.Empty(await FoundAsync("sextant"));
    }

    [Fact]
    public async Task A_word_that_very_many_cases_hold_is_walked_in_the_order_of_the_list()
    {
        var mark = $"foule{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var first = "";
        await server.DoAsync(Organisation, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var organisation = services.GetRequiredService<Storage.Organisations.OrganisationScope>().Current;
            var now = TimeProvider.System.GetUtcNow();
            for (var at = 0; at < 1_030; at++)
            {
                first = $"{mark[^8..]}-{at:D4}";
                var id = Guid.CreateVersion7(now);
                db.Cases.Add(new Case
                {
                    OrganisationId = organisation,
                    Id = id,
                    Number = first,
                    TrackingToken = $"{id:N}",
                    SubmissionId = id,
                    Channel = Channel.Web,
                    State = CaseState.ToReview,
                    Subject = mark,
                    Language = "fr",
                    ReceivedAt = now,
                    DueAt = now.AddMinutes(-at),
                    LastMessageAt = now,
                });
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        using var agent = await server.AgentAsync();

        var queue = await agent.OpenAsync($"/desk?q={mark}");
        var last = await agent.OpenAsync($"/desk?q={mark}&p=42");
        var beyond = await agent.OpenAsync($"/desk?q={mark}&p=900");

        Assert.Equal(first, queue.Page.QuerySelector(".queue__number")!.TextContent);
        Assert.Contains("Plus de 1", queue.Page.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, last.Page.QuerySelectorAll(".queue__number").Length);
        Assert.Equal(5, beyond.Page.QuerySelectorAll(".queue__number").Length);
    }

    private async Task<string> WriteAsync()
    {
        IntakeOutcome? outcome = null;
        await server.DoAsync(Organisation, async services => outcome = await services.GetRequiredService<FrontDesk>().AcceptAsync(
            new Submission(FrontDesk.NewSubmissionId(), Channel.Web, "Bonjour, ma passoire à cœurs fuit.", "Zéphirine Gorbatchevski", "Zéphirine@courrier-lent.example",
                "06.98.76.54.32", "fr", [new SubmittedFile("Relevé-capteurs.txt", "abc"u8.ToArray())]), token => token, TestContext.Current.CancellationToken));
        return Assert.IsType<IntakeOutcome.Accepted>(outcome).Number;
    }

    private async Task<List<string>> FoundAsync(string words)
    {
        using var agent = await server.AgentAsync();
        var queue = await agent.OpenAsync($"/desk?state=All&sort=Recent&q={Uri.EscapeDataString(words)}");
        return [.. queue.Page.QuerySelectorAll(".queue__number").Select(number => number.TextContent)];
    }
}
