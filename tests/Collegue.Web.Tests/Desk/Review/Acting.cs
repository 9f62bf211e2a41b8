using System.Net;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Xunit;

namespace Collegue.Web.Tests.Desk.Review;

public sealed class Acting(ProductServer server) : ActingAround(server), IClassFixture<ProductServer>;

public sealed class ActingOnPostgres(PostgresServer server) : ActingAround(server), IClassFixture<PostgresServer>;

/// <summary>What agents do around a reply, through the pages, on both engines.</summary>
public abstract class ActingAround(ProductServer server)
{
    private const string Organisation = "sainte-amarelle";

    [Fact]
    public async Task A_note_calls_a_colleague_and_no_citizen_ever_reads_it()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        using var called = await server.AgentAsync("scolaire");
        var opened = await agent.OpenAsync(seeded.Address);
        var fields = Visitor.Fields(opened.FormWith("NoteText"));
        fields["NoteText"] = "Peux-tu vérifier le quotient ?";
        fields["Mentioned"] = await AgentIdAsync("scolaire");

        var noted = await agent.PostAsync(new Uri(opened.Address, $"{seeded.Address}/notes"), fields);
        var desk = await called.OpenAsync("/desk");
        var mentions = await called.OpenAsync("/desk/mentions");
        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");
        var read = await called.SendAsync(mentions, "note");

        Assert.Contains("Peux-tu vérifier le quotient ?", noted.Text, StringComparison.Ordinal);
        Assert.Contains("La note est écrite", noted.Text, StringComparison.Ordinal);
        Assert.Contains("note vous appelle", desk.Text, StringComparison.Ordinal);
        Assert.Contains(seeded.Number, mentions.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("quotient", tracking.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(seeded.Number, read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_note_comes_back_with_its_problem()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var refused = await agent.SendAsync(await agent.OpenAsync(seeded.Address), "NoteText");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Écrivez la note.", Assert.Single(refused.Problems));
    }

    [Fact]
    public async Task One_writes_the_other_is_told_takes_over_and_the_first_is_told()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var first = await server.AgentAsync("etat-civil");
        using var second = await server.AgentAsync("accueil");
        var locked = await first.SendAsync(await first.OpenAsync(seeded.Address), "handler=Take");

        var seen = await second.OpenAsync(seeded.Address);
        var confirm = await second.PressAsync(seen, "preview", ("Text", "Réponse de Camille"));
        var refused = await second.PressAsync(confirm, "send");
        var taken = await second.SendAsync(await second.OpenAsync(seeded.Address), "handler=Take");
        var told = await first.OpenAsync(seeded.Address);
        var sent = await second.PressAsync(await second.PressAsync(taken, "preview", ("Text", "Réponse de Camille")), "send");

        Assert.Contains("Vous écrivez cette réponse depuis", locked.Text, StringComparison.Ordinal);
        Assert.Contains("Nadia Belcourtois écrit depuis", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("Réponse de Camille", refused.ValueOf("Text"));
        Assert.Contains("a repris cette demande", told.Text, StringComparison.Ordinal);
        Assert.Contains("La réponse est envoyée", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_cases_of_one_citizen_go_on_as_one_and_can_be_separated()
    {
        var email = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@courriel.example";
        var kept = await new SeededCase { Email = email, Due = TimeSpan.FromDays(9) }.InAsync(server);
        var other = await new SeededCase { Email = email, Body = "Je relance au sujet de ma carte perdue.", Due = TimeSpan.FromDays(2) }.InAsync(server);
        using var agent = await server.AgentAsync();
        using var citizen = server.Visit();

        var merged = await agent.SendAsync(await agent.OpenAsync($"{kept.Address}/merge"), "Other", new Dictionary<string, string> { ["Other"] = $"{other.Id}" });
        var followed = await citizen.OpenAsync($"/citizen/case/{other.TrackingToken}");
        var queue = await agent.OpenAsync($"/desk?q={email.Split('@')[0]}");
        var closed = await agent.OpenAsync(other.Address);
        var undone = await agent.SendAsync(closed, "handler=Undo");

        Assert.Contains("Je relance au sujet de ma carte perdue.", merged.Text, StringComparison.Ordinal);
        Assert.Equal($"/citizen/case/{kept.TrackingToken}", followed.Address.AbsolutePath);
        Assert.Contains(other.Number, followed.Text, StringComparison.Ordinal);
        Assert.Equal([kept.Number], queue.Page.QuerySelectorAll(".queue__number").Select(number => number.TextContent));
        Assert.Contains("Elle continue dans la demande", closed.Text, StringComparison.Ordinal);
        Assert.Contains("de nouveau séparées", undone.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.ToReview, await StateAsync(other));
        var due = await server.ReadAsync(Organisation, db => db.Cases.Where(row => row.Id == kept.Id).Select(row => row.DueAt).SingleAsync());
        Assert.True(due < TimeProvider.System.GetUtcNow().AddDays(3));
    }

    [Fact]
    public async Task Cases_of_two_citizens_are_never_merged_and_none_is_given_back_once_something_was_sent()
    {
        var email = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@courriel.example";
        var kept = await new SeededCase { Email = email, Name = null }.InAsync(server);
        var other = await new SeededCase { Email = email, Name = null }.InAsync(server);
        var stranger = await new SeededCase { Email = "autre@courriel.example", Name = "Une autre" }.InAsync(server);
        using var agent = await server.AgentAsync();
        var page = await agent.OpenAsync($"{kept.Address}/merge");

        var refused = await agent.SendAsync(page, "Other", new Dictionary<string, string> { ["Other"] = $"{stranger.Id}" });
        var merged = await agent.SendAsync(refused, "Other", new Dictionary<string, string> { ["Other"] = $"{other.Id}" });
        var closed = await agent.OpenAsync(other.Address);
        await agent.PressAsync(await agent.PressAsync(merged, "preview"), "send");
        var late = await agent.SendAsync(closed, "handler=Undo");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("pas du même usager", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("ne peuvent plus être séparées", late.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.Answered, await StateAsync(other));
    }

    [Fact]
    public async Task A_passage_opens_a_linked_case_with_the_same_citizen_and_clock()
    {
        var seeded = await new SeededCase { Body = "Ma carte est perdue.\nEt le trottoir est cassé rue du Lavoir.", Due = TimeSpan.FromDays(4) }.InAsync(server);
        using var agent = await server.AgentAsync();
        var page = await agent.OpenAsync($"{seeded.Address}/split");

        var nothing = await agent.SendAsync(page, "WithFiles");
        var opened = await agent.SendAsync(page, "WithFiles", new Dictionary<string, string> { ["Passage"] = $"{seeded.MessageId:N}-1", ["WithFiles"] = "true" });
        var origin = await agent.OpenAsync(seeded.Address);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.Status);
        Assert.Contains("Et le trottoir est cassé rue du Lavoir.", opened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ma carte est perdue", opened.Page.QuerySelector(".messages")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(seeded.Number, opened.Text, StringComparison.Ordinal);
        Assert.Contains("Une partie du message est traitée dans la demande", origin.Text, StringComparison.Ordinal);
        var (one, two, clock) = await server.ReadAsync(Organisation, async db =>
        {
            var part = (await db.CaseLinks.SingleAsync(row => row.OtherCaseId == seeded.Id && row.Kind == CaseLinkKind.PartOf)).CaseId;
            return (await db.Cases.SingleAsync(row => row.Id == seeded.Id), await db.Cases.Include(row => row.Messages).ThenInclude(row => row.Attachments).SingleAsync(row => row.Id == part),
                await db.CaseClocks.SingleAsync(row => row.CaseId == part));
        });
        Assert.Equal((one.ReceivedAt, one.CitizenEmail, one.CitizenName), (two.ReceivedAt, two.CitizenEmail, two.CitizenName));
        Assert.Equal(TownHallTime.DayOf(one.ReceivedAt), clock.StartedOn);
        Assert.Single(Assert.Single(two.Messages).Attachments);
    }

    [Fact]
    public async Task A_case_is_closed_without_a_reply_for_a_reason_and_opened_again()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        using var citizen = server.Visit();
        var page = await agent.OpenAsync($"{seeded.Address}/close");

        var refused = await agent.SendAsync(page, "Reason");
        var closed = await agent.SendAsync(refused, "Reason", new Dictionary<string, string> { ["Reason"] = "Thanks", ["Note"] = "vu au guichet" });
        var tracking = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");
        var queue = await agent.OpenAsync($"/desk?state=Answered&q={seeded.Number}");
        var opened = await agent.SendAsync(closed, "handler=Reopen");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("close sans réponse", closed.Text, StringComparison.Ordinal);
        Assert.Contains("Simple remerciement", tracking.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("vu au guichet", tracking.Text, StringComparison.Ordinal);
        Assert.Contains("close sans réponse", queue.Text, StringComparison.Ordinal);
        Assert.Contains("La demande est rouverte", opened.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.ToReview, await StateAsync(seeded));
    }

    [Fact]
    public async Task Several_cases_are_given_at_once_and_each_result_is_told()
    {
        var mark = $"lot{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var open = await new SeededCase { Body = mark }.InAsync(server);
        var answered = await new SeededCase { Body = mark, State = CaseState.Answered }.InAsync(server);
        using var agent = await server.AgentAsync();
        var queue = await agent.OpenAsync($"/desk?state=All&q={mark}");
        var picks = queue.Page.QuerySelectorAll("input[name='Case']").Select(box => box.GetAttribute("value")!).ToList();
        var confirm = await agent.OpenAsync($"/desk/bulk?{string.Join('&', picks.Select(id => $"Case={id}"))}");

        var refused = await PostBulkAsync(agent, confirm, picks, ("Act", "close"));
        var told = await PostBulkAsync(agent, confirm, picks, ("Act", "close"), ("Reason", "Thanks"));

        Assert.Equal(2, picks.Count);
        Assert.Contains(open.Number, confirm.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains($"{open.Number} : fait", told.Text, StringComparison.Ordinal);
        Assert.Contains($"{answered.Number} : rien n'est changé", told.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.Answered, await StateAsync(open));
    }

    [Fact]
    public async Task A_list_is_named_shared_with_the_department_and_deleted_by_its_owner()
    {
        using var agent = await server.AgentAsync("scolaire");
        using var colleague = await server.AgentAsync("chef-scolaire");
        using var other = await server.AgentAsync("police");
        var name = $"Retards {Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var page = await agent.OpenAsync("/desk/filters?late=true&q=cantine&p=3");

        var unnamed = await agent.SendAsync(page, "Name");
        var saved = await agent.SendAsync(page, "Name", new Dictionary<string, string> { ["Name"] = name, ["Shared"] = "true" });
        var theirs = await colleague.OpenAsync("/desk");
        var elsewhere = await other.OpenAsync("/desk");
        var mine = await agent.OpenAsync("/desk/filters");
        var gone = await agent.SendAsync(mine, "filter");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unnamed.Status);
        Assert.Equal("?late=true&q=cantine", saved.Address.Query);
        Assert.Contains(name, theirs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, elsewhere.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, gone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joined_files_leave_with_the_letter_and_stay_on_the_tracking_page()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        using var citizen = server.Visit();
        var page = await agent.OpenAsync($"{seeded.Address}/files");

        var refused = await agent.SendAsync(page, "Files", files: new UploadedFile("virus.exe", "MZ"u8.ToArray()));
        var joined = await agent.SendAsync(page, "Files", files: new UploadedFile("attestation.pdf", "%PDF-1.4 abc"u8.ToArray()));
        var fileId = await server.ReadAsync(Organisation, db => db.ReplyFiles.Where(row => row.CaseId == seeded.Id).Select(row => row.Id).SingleAsync());
        var early = await citizen.GetAsync($"/citizen/case/{seeded.TrackingToken}/replies/{fileId}");
        await agent.PressAsync(await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview"), "send");
        var tracking = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");
        var file = await citizen.GetAsync(tracking.Page.QuerySelector("a[href*='/replies/']")!.GetAttribute("href")!);
        var other = await citizen.GetAsync($"/citizen/case/{(await new SeededCase().InAsync(server)).TrackingToken}/replies/{fileId}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("attestation.pdf", joined.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (early.StatusCode, other.StatusCode));
        Assert.Equal("%PDF-1.4 abc", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var letter = await LetterAsync(seeded);
        var attachment = Assert.IsType<MimePart>(Assert.Single(letter.Attachments));
        Assert.Equal("attestation.pdf", attachment.FileName);
        Assert.Contains(SeededCase.FirstSentence, letter.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_printed_whole_without_its_notes()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        await agent.SendAsync(await agent.OpenAsync(seeded.Address), "NoteText", new Dictionary<string, string> { ["NoteText"] = "Entre nous seulement." });

        var printed = await agent.OpenAsync($"{seeded.Address}/print");

        Assert.Contains("comment refaire ma carte", printed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Entre nous", printed.Text, StringComparison.Ordinal);
    }

    private static Task<Screen> PostBulkAsync(Visitor agent, Screen confirm, List<string> picks, params (string Name, string Value)[] filled)
    {
        var fields = Visitor.Fields(confirm.FormWith("Act"));
        foreach (var (name, value) in filled)
        {
            fields[name] = value;
        }

        // A dictionary holds one value a name: the chosen cases go in the address, as the list sends them.
        return agent.PostAsync(new Uri(confirm.Address, $"/desk/bulk?{string.Join('&', picks.Select(id => $"Case={id}"))}"), fields.Where(pair => pair.Key != "Case").ToDictionary());
    }

    private async Task<MimeMessage> LetterAsync(SeededCase seeded)
    {
        var letter = await Background.UntilAsync(() => server.ReadAsync(Organisation, db => db.OutboxMessages.SingleOrDefaultAsync(row => row.CaseId == seeded.Id && row.DeliveredAt != null)));
        return await MimeMessage.LoadAsync(Path.Combine(server.DataPath, "outbox", $"{letter.Id}.eml"), TestContext.Current.CancellationToken);
    }

    private Task<string> AgentIdAsync(string userName) =>
        server.ReadAsync(Organisation, async db => (await db.Users.Where(row => row.UserName == userName).Select(row => row.Id).SingleAsync()).ToString());

    private Task<CaseState> StateAsync(SeededCase seeded) =>
        server.ReadAsync(Organisation, db => db.Cases.Where(row => row.Id == seeded.Id).Select(row => row.State).SingleAsync());
}
