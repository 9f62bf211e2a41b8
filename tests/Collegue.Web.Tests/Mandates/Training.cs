using System.Net;
using Collegue.Storage;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Mandates;

public sealed class TrainingOnSqlite(MandateServer server) : Training(server), IClassFixture<MandateServer>;

public sealed class TrainingOnPostgres(MandateServerOnPostgres server) : Training(server), IClassFixture<MandateServerOnPostgres>;

/// <summary>Planted errors are shown, told, counted by department, and never leave.</summary>
public abstract class Training(MandateServer server)
{
    private const string Wrong = "01 99 00 43 21";
    private const string Planted = $"{SeededCase.SecondSentence} Renseignements au {Wrong}.";

    [Fact]
    public async Task An_error_sent_unnoticed_is_held_told_and_counted_once_for_the_department()
    {
        var seeded = await PlantedAsync("etat-civil");
        using var agent = await server.AgentAsync();
        var before = await FiguresAsync("etat-civil");

        var opened = await agent.OpenAsync(seeded.Address);
        var confirm = await agent.PressAsync(opened, "preview");
        var held = await agent.PressAsync(confirm, "send");
        var stubborn = await agent.PressAsync(await agent.PressAsync(held, "preview", ("Text", opened.ValueOf("Text"))), "send");
        var nothing = await RepliesAsync(seeded);
        var sent = await agent.PressAsync(await agent.PressAsync(stubborn, "preview"), "send");

        Assert.Contains(Wrong, opened.ValueOf("Text"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (held.Status, stubborn.Status));
        Assert.Contains("Rien n'est parti", held.Text, StringComparison.Ordinal);
        Assert.Contains("Un contact inventé", held.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, held.ValueOf("Text"), StringComparison.Ordinal);
        Assert.Equal(0, nothing);
        Assert.Contains("La réponse est envoyée", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, await server.ReadAsync(MandateServer.Commune, db => db.OutboxMessages.Where(row => row.CaseId == seeded.Id).Select(row => row.Body).SingleAsync()), StringComparison.Ordinal);
        Assert.Equal((before.Planted + 1, before.Caught), await FiguresAsync("etat-civil"));
        Assert.Equal(0, await server.ReadAsync(MandateServer.Commune, db => db.MandateEvidence.CountAsync(row => row.DraftId == seeded.DraftId)));
        Assert.Equal(0, await server.ReadAsync(MandateServer.Commune, db => db.AuditEntries.CountAsync(row => row.Action == "vigilance.ended" && row.AgentId != null)));
    }

    [Fact]
    public async Task An_error_corrected_or_refused_is_counted_as_seen()
    {
        var (corrected, refused) = (await PlantedAsync("scolaire"), await PlantedAsync("scolaire"));
        using var agent = await server.AgentAsync("scolaire");
        var before = await FiguresAsync("scolaire");

        var sent = await agent.PressAsync(await agent.PressAsync(await agent.OpenAsync(corrected.Address), "preview", ("Text", SeededCase.Letter)), "send");
        var told = await agent.PressAsync(await agent.OpenAsync(refused.Address), "reject", ("Reason", "wrong"));
        var alone = await agent.PressAsync(await agent.PressAsync(told, "preview", ("Text", $"Bonjour, appelez le {Wrong}.")), "send");

        Assert.Contains("La réponse est envoyée", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Ce projet portait une erreur d'exercice", told.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, alone.Status);
        Assert.Equal(0, await RepliesAsync(refused));
        Assert.Equal((before.Planted + 2, before.Caught + 2), await FiguresAsync("scolaire"));
    }

    [Fact]
    public async Task Nothing_is_planted_without_an_agreement_told_to_agents()
    {
        var kind = server.NewKind();
        using var manager = await server.AgentAsync("dgs");
        using var agent = await server.AgentAsync();
        var today = TimeProvider.System.Today();
        var form = await manager.OpenAsync("/steering/vigilance");

        var without = await manager.SendAsync(form, "AgreedOn", Fields(kind.Slug, "", "", "", "5"));
        var future = await manager.SendAsync(without, "AgreedOn", Fields(kind.Slug, Text(today.AddDays(2)), "CST 2026-14", Text(today), "5"));
        var large = await manager.SendAsync(future, "AgreedOn", Fields(kind.Slug, Text(today), "CST 2026-14", Text(today), "50"));
        var unknown = await manager.SendAsync(large, "AgreedOn", Fields("licorne", Text(today), "CST 2026-14", Text(today), "5"));
        var quiet = await agent.OpenAsync("/desk");
        var saved = await manager.SendAsync(unknown, "AgreedOn", Fields(kind.Slug, Text(today.AddDays(-3)), "CST 2026-14", Text(today), "5"));
        var stale = await manager.SendAsync(unknown, "AgreedOn", Fields(kind.Slug, Text(today.AddDays(-3)), "CST 2026-15", Text(today), "6"));
        var told = await agent.OpenAsync("/desk");

        Assert.Equal(2, without.Problems.Count(problem => problem.Contains("date", StringComparison.Ordinal)));
        Assert.All([without, future, large, unknown], screen => Assert.Equal(HttpStatusCode.UnprocessableEntity, screen.Status));
        Assert.DoesNotContain("Entraînement à la vigilance", quiet.Text, StringComparison.Ordinal);
        Assert.Contains("Les réglages sont enregistrés", saved.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Entraînement à la vigilance : 5 % des projets", told.Text, StringComparison.Ordinal);
        Assert.Contains("CST 2026-14", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_department_that_met_fewer_than_five_is_not_shown()
    {
        await server.VigilantAsync("urbanisme", caught: 3, missed: 1);
        await server.VigilantAsync("technique", caught: 4, missed: 2);
        using var manager = await server.AgentAsync("dgs");

        var screen = await manager.OpenAsync("/steering/vigilance");

        var rows = screen.Page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.DoesNotContain(rows, row => row.Contains("Urbanisme", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(rows, row => row.Contains('6', StringComparison.Ordinal) && row.Contains("techniques", StringComparison.OrdinalIgnoreCase));
    }

    private static Dictionary<string, string> Fields(string kinds, string agreed, string reference, string told, string share) => new()
    {
        ["Enabled"] = "true",
        ["Kinds"] = kinds,
        ["AgreedOn"] = agreed,
        ["Reference"] = reference,
        ["ToldOn"] = told,
        ["Share"] = share,
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<SeededCase> PlantedAsync(string department)
    {
        var seeded = await new SeededCase { Task = server.NewKind().Slug, Department = department }.InAsync(server);
        await server.DoAsync(MandateServer.Commune, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            db.PlantedErrors.Add(new PlantedError
            {
                OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                DraftId = seeded.DraftId,
                CaseId = seeded.Id,
                Kind = ErrorKind.InventedContact,
                Truth = SeededCase.SecondSentence,
                Planted = Planted,
                Wrong = Wrong,
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return seeded;
    }

    private Task<int> RepliesAsync(SeededCase seeded) => server.ReadAsync(MandateServer.Commune, db => db.Replies.CountAsync(row => row.CaseId == seeded.Id));

    private Task<(int Planted, int Caught)> FiguresAsync(string department) => server.ReadAsync(MandateServer.Commune, async db =>
    {
        var id = await db.Departments.Where(row => row.Slug == department).Select(row => row.Id).SingleAsync();
        var rows = await db.VigilanceCounts.AsNoTracking().Where(row => row.DepartmentId == id).ToListAsync();
        return (rows.Sum(row => row.Caught + row.Missed), rows.Sum(row => row.Caught));
    });
}
