using System.Text.Json.Nodes;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Collegue.Storage.Rules;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Journeys;

/// <summary>Triage from the command line, on the data of a product that runs: of messages, and of the lessons of closed incidents.</summary>
public sealed class TriageVerbs(ProductServer server) : IClassFixture<ProductServer>, IDisposable
{
    private const string Lesson =
        """{"id":"a","message":"Bonjour, quels sont les horaires de la piscine ? Merci","wrong":"Elle ouvre à minuit.","right":null,"document":null,"cause":"Other"}""";

    private readonly FileInfo lessons = new(Path.GetTempFileName());

    [Fact]
    public async Task Lessons_and_messages_are_read_under_the_rules_the_organisation_published()
    {
        await File.WriteAllTextAsync(lessons.FullName, Lesson, TestContext.Current.CancellationToken);

        var before = await ReplayAsync();
        await PublishAsync(new RuleChange.Stricter("swimming-pool", Handling.Human));
        var after = await ReplayAsync();
        var triage = await CommandLine.RunAsync(server, "triage", "Quels sont les horaires de la piscine ?", "--json");
        var elsewhere = await CommandLine.RunAsync(server, "triage", "Quels sont les horaires de la piscine ?", "--organisation", "val-d-amarelle", "--json");

        Assert.Equal(0, before.Code);
        Assert.NotEqual("human", Verdict(before));
        Assert.Equal("human", Verdict(after));
        Assert.Equal("human", Handled(triage));
        Assert.NotEqual("human", Handled(elsewhere));
    }

    [Fact]
    public async Task An_organisation_that_is_not_there_is_named()
    {
        var triage = await CommandLine.RunAsync(server, "triage", "Bonjour", "--organisation", "nulle-part");

        Assert.Equal(1, triage.Code);
        Assert.Contains("nulle-part", triage.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_no_lesson_is_named()
    {
        await File.WriteAllTextAsync(lessons.FullName, $"{Lesson}\n[1]\n", TestContext.Current.CancellationToken);

        var replay = await ReplayAsync();

        Assert.Equal(1, replay.Code);
        Assert.Contains("line 2", replay.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => lessons.Delete();

    private static string Verdict(Ended replay) => JsonNode.Parse(replay.Lines.Split('\n')[0])!["verdict"]!.GetValue<string>();

    private static string Handled(Ended triage) => JsonNode.Parse(triage.Lines)!["handling"]!.GetValue<string>();

    private Task<Ended> ReplayAsync() => CommandLine.RunAsync(server, "bench", "incidents", "--lessons", lessons.FullName, "--json");

    private Task PublishAsync(RuleChange change) => server.DoAsync("sainte-amarelle", async services =>
    {
        var (db, now) = (services.GetRequiredService<CollegueDb>(), TimeProvider.System.GetUtcNow());
        db.RuleVersions.Add(new RuleVersion
        {
            OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
            Id = Guid.CreateVersion7(now),
            Number = 1,
            State = RuleVersionState.Published,
            Changes = RuleChanges.Write([change]),
            WrittenAt = now,
            PublishedAt = now,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });
}
