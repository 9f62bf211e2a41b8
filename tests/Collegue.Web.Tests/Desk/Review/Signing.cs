using System.Net;
using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Collegue.Storage.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Review;

public sealed class Signing(ProductServer server) : SecondPerson(server), IClassFixture<ProductServer>;

public sealed class SigningOnPostgres(PostgresServer server) : SecondPerson(server), IClassFixture<PostgresServer>;

/// <summary>Second signature, words of the organisation and absences, through the pages, on both engines.</summary>
public abstract class SecondPerson(ProductServer server)
{
    private const string Organisation = "sainte-amarelle";

    [Fact]
    public async Task A_reply_that_needs_it_leaves_only_with_the_signature_of_another_person()
    {
        var task = await RequireAsync(3);
        var seeded = await new SeededCase { Task = task, Department = "scolaire" }.InAsync(server);
        using var writer = await server.AgentAsync("chef-scolaire");
        using var approver = await server.AgentAsync("dgs");
        using var agent = await server.AgentAsync("scolaire");

        var waiting = await writer.PressAsync(await writer.PressAsync(await writer.OpenAsync(seeded.Address), "preview", ("Text", "Texte à signer")), "send");
        var address = await ToSignAsync(seeded);
        var own = await writer.OpenAsync(address);
        var forced = await writer.PostAsync(new Uri(server.Address, $"{address}?handler=Approve"), Visitor.Fields((await writer.OpenAsync(seeded.Address)).FormWith("NoteText")));
        var unentitled = await agent.OpenAsync(address);
        var queue = await approver.OpenAsync("/desk/to-sign");
        var before = await RepliesAsync(seeded);
        var signed = await approver.SendAsync(await approver.OpenAsync(address), "handler=Approve");

        Assert.Contains("attend une seconde signature", waiting.Text, StringComparison.Ordinal);
        Assert.Empty(own.Page.QuerySelectorAll("form[action*='Approve']"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forced.Status);
        Assert.Empty(unentitled.Page.QuerySelectorAll("form[action*='Approve']"));
        Assert.Contains(seeded.Number, queue.Text, StringComparison.Ordinal);
        Assert.Empty(before);
        Assert.Contains("La réponse est signée", signed.Text, StringComparison.Ordinal);
        Assert.Equal(["Texte à signer"], await RepliesAsync(seeded));
        Assert.Equal(CaseState.Answered, await server.ReadAsync(Organisation, db => db.Cases.Where(row => row.Id == seeded.Id).Select(row => row.State).SingleAsync()));
    }

    [Fact]
    public async Task A_reply_sent_back_says_why_and_goes_round_again()
    {
        var task = await RequireAsync(4);
        var seeded = await new SeededCase { Task = task }.InAsync(server);
        using var writer = await server.AgentAsync();
        using var approver = await server.AgentAsync("dgs");
        await writer.PressAsync(await writer.PressAsync(await writer.OpenAsync(seeded.Address), "preview", ("Text", "Premier texte")), "send");
        var address = await ToSignAsync(seeded);

        var mute = await approver.SendAsync(await approver.OpenAsync(address), "Note");
        await approver.SendAsync(mute, "Note", new Dictionary<string, string> { ["Note"] = "Le tarif a changé." });
        var back = await writer.OpenAsync(seeded.Address);
        await writer.PressAsync(await writer.PressAsync(back, "preview", ("Text", "Second texte")), "send");
        await approver.SendAsync(await approver.OpenAsync(await ToSignAsync(seeded)), "handler=Approve");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, mute.Status);
        Assert.Contains("Le tarif a changé.", back.Text, StringComparison.Ordinal);
        Assert.Contains("Premier texte", back.Text, StringComparison.Ordinal);
        Assert.Equal(["Second texte"], await RepliesAsync(seeded));
    }

    [Fact]
    public async Task Two_approvers_at_once_send_one_reply()
    {
        var task = await RequireAsync(5);
        var seeded = await new SeededCase { Task = task }.InAsync(server);
        using var writer = await server.AgentAsync();
        using var one = await server.AgentAsync("dgs");
        using var two = await server.AgentAsync("chef-scolaire");
        await writer.PressAsync(await writer.PressAsync(await writer.OpenAsync(seeded.Address), "preview"), "send");
        var address = await ToSignAsync(seeded);
        var (first, second) = (await one.OpenAsync(address), await two.OpenAsync(address));

        await Task.WhenAll(one.SendAsync(first, "handler=Approve"), two.SendAsync(second, "handler=Approve"));

        Assert.Single(await RepliesAsync(seeded));
    }

    [Fact]
    public async Task A_message_that_arrived_meanwhile_stops_the_signature()
    {
        var task = await RequireAsync(6);
        var seeded = await new SeededCase { Task = task }.InAsync(server);
        using var writer = await server.AgentAsync();
        using var approver = await server.AgentAsync("dgs");
        await writer.PressAsync(await writer.PressAsync(await writer.OpenAsync(seeded.Address), "preview"), "send");
        var page = await approver.OpenAsync(await ToSignAsync(seeded));
        await server.DoAsync(Organisation, services => ((Casework.Intake.CitizenDesk)services.GetService(typeof(Casework.Intake.CitizenDesk))!)
            .AddMessageAsync(seeded.TrackingToken, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "Attendez !", [], TestContext.Current.CancellationToken));

        var refused = await approver.SendAsync(page, "handler=Approve");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Empty(await RepliesAsync(seeded));
    }

    [Fact]
    public async Task Only_managers_decide_what_needs_a_second_signature()
    {
        using var approver = await server.AgentAsync("chef-scolaire");

        var page = await approver.OpenAsync("/steering/letters/signatures");

        Assert.Empty(page.Page.QuerySelectorAll("form[action*='signatures']"));
    }

    [Fact]
    public async Task A_canned_answer_is_written_offered_inserted_and_keeps_its_versions()
    {
        var name = $"Horaires {Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var seeded = await new SeededCase().InAsync(server);
        using var manager = await server.AgentAsync("dgs");
        using var agent = await server.AgentAsync();
        await manager.SendAsync(await manager.OpenAsync("/steering/letters/answers/new"), "Text", new Dictionary<string, string> { ["Name"] = name, ["Text"] = "La mairie ouvre à 8 h." });
        var list = await manager.OpenAsync("/steering/letters/answers");
        var address = list.Page.QuerySelectorAll("th a").Single(link => link.TextContent == name).GetAttribute("href")!;
        var form = await manager.OpenAsync(address);
        await manager.SendAsync(form, "Text", new Dictionary<string, string> { ["Text"] = "La mairie ouvre à 9 h." });
        var stale = await manager.SendAsync(form, "Text", new Dictionary<string, string> { ["Text"] = "La mairie ouvre à 10 h." });

        var opened = await agent.OpenAsync(seeded.Address);
        var choose = await agent.PressAsync(opened, "canned", ("Text", "Bonjour Jeanne,"));
        var section = choose.Page.QuerySelectorAll("section.panel").Single(one => one.TextContent.Contains(name, StringComparison.Ordinal));
        var inserted = await agent.PostAsync(new Uri(choose.Address, $"{seeded.Address}/edit"), Visitor.Fields((AngleSharp.Html.Dom.IHtmlFormElement)section.QuerySelector("form")!));

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("Bonjour Jeanne,\n\nLa mairie ouvre à 9 h.", inserted.ValueOf("Text").ReplaceLineEndings("\n"));
        var versions = await manager.OpenAsync(address);
        Assert.Contains("Version 1", versions.Text, StringComparison.Ordinal);
        Assert.Contains("La mairie ouvre à 8 h.", versions.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_letterhead_of_the_organisation_is_above_the_letter_that_leaves()
    {
        using var manager = await server.AgentAsync("dgs");
        using var agent = await server.AgentAsync();
        var page = await manager.OpenAsync("/steering/letters");
        await manager.SendAsync(page, "Letterhead", new Dictionary<string, string> { ["Letterhead"] = "RÉPUBLIQUE FRANÇAISE\nMairie" });
        var stale = await manager.SendAsync(page, "Letterhead", new Dictionary<string, string> { ["Letterhead"] = "Autre" });
        var seeded = await new SeededCase().InAsync(server);

        await agent.PressAsync(await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview"), "send");

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        var body = await server.ReadAsync(Organisation, db => db.OutboxMessages.Where(row => row.CaseId == seeded.Id).Select(row => row.Body).SingleAsync());
        Assert.StartsWith("RÉPUBLIQUE FRANÇAISE\nMairie\n\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assigning_to_somebody_away_proposes_the_replacement()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        using var absent = await server.AgentAsync("technique");
        using var agent = await server.AgentAsync();
        var (away, replacement) = (await AgentIdAsync("technique"), await AgentIdAsync("urbanisme"));
        var wrong = await absent.SendAsync(await absent.OpenAsync("/desk/absences"), "From", new Dictionary<string, string> { ["From"] = "2031-02-03", ["To"] = "2031-02-01" });
        await absent.SendAsync(await absent.OpenAsync("/desk/absences"), "From", new Dictionary<string, string>
        {
            ["From"] = $"{today.AddDays(-1):yyyy-MM-dd}",
            ["To"] = $"{today.AddDays(3):yyyy-MM-dd}",
            ["ReplacementId"] = replacement,
        });
        var seeded = await new SeededCase().InAsync(server);

        var proposed = await agent.PressAsync(await agent.OpenAsync(seeded.Address), "reassign", ("AssigneeId", away));
        var insisted = await agent.PressAsync(proposed, "reassign", ("AssigneeId", away));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, proposed.Status);
        Assert.Equal(replacement, proposed.ValueOf("AssigneeId"));
        Assert.Contains("est absent jusqu'au", Assert.Single(proposed.Problems), StringComparison.Ordinal);
        Assert.Contains("La demande est confiée", insisted.Text, StringComparison.Ordinal);
    }

    private async Task<string> RequireAsync(int kind)
    {
        var task = RuleSet.Default.Kinds[kind].Slug;
        using var manager = await server.AgentAsync("dgs");
        var page = await manager.OpenAsync("/steering/letters/signatures");
        var form = page.Page.QuerySelectorAll("form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().Single(form => form.QuerySelector("select[name='TaskKind']") is not null);
        await manager.PostAsync(new Uri(page.Address, form.GetAttribute("action") ?? ""), new Dictionary<string, string>(Visitor.Fields(form)) { ["TaskKind"] = task });
        return task;
    }

    private async Task<string> ToSignAsync(SeededCase seeded) => "/desk/to-sign/" + await server.ReadAsync(Organisation, db =>
        db.PendingReplies.Where(row => row.CaseId == seeded.Id && row.State == PendingState.Waiting).Select(row => row.Id).SingleAsync());

    private Task<List<string>> RepliesAsync(SeededCase seeded) =>
        server.ReadAsync(Organisation, db => db.Replies.Where(row => row.CaseId == seeded.Id).Select(row => row.Text).ToListAsync());

    private Task<string> AgentIdAsync(string userName) =>
        server.ReadAsync(Organisation, async db => (await db.Users.Where(row => row.UserName == userName).Select(row => row.Id).SingleAsync()).ToString());
}
