using System.Globalization;
using System.Net;
using Collegue.Storage.Cases;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using Xunit;

namespace Collegue.Web.Tests.Channels;

public sealed class DeliveriesOnSqlite(ProductServer server) : Deliveries(server), IClassFixture<ProductServer>;

public sealed class DeliveriesOnPostgres(PostgresServer server) : Deliveries(server), IClassFixture<PostgresServer>;

public abstract class Deliveries(ProductServer server)
{
    private const string Answer = "Bonjour,\n\nVotre acte est prêt. Il coûte 25 €.\n\nCordialement";

    [Fact]
    public async Task A_letter_is_printed_posted_and_only_then_is_the_case_answered()
    {
        using var agent = await server.AgentAsync();
        var receipt = await agent.TypeAsync(
            "Je demande un acte.", "Letter", ("Channel", "Paper"), ("Name", "Paulette Garrigue"), ("Email", "paulette@courriel.example"), ("PostalAddress", "3 rue du Puits\n00000 Sainte-Amarelle"));
        var id = ChannelSteps.CaseOn(receipt);
        var confirm = await agent.PressAsync(await agent.OpenAsync($"/desk/case/{id}"), "preview", ("Text", Answer));
        var sent = await agent.PressAsync(confirm, "send");
        var reply = await server.ReadAsync(ChannelSteps.Commune, db => db.Replies.SingleAsync(row => row.CaseId == id));

        Assert.Contains("une fois la lettre postée", confirm.Text, StringComparison.Ordinal);
        Assert.Contains("il reste à poster la lettre", sent.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.ToDeliver, await StateAsync(id));
        Assert.DoesNotContain(await MailAsync(id), body => body.Contains("Il coûte 25 €", StringComparison.Ordinal));

        using (var printed = await agent.GetAsync($"/desk/letter/{reply.Id}"))
        using (var pdf = PdfDocument.Open(await printed.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)))
        {
            var words = string.Join(' ', pdf.GetPage(1).GetWords().Select(word => word.Text));
            Assert.Equal("application/pdf", printed.Content.Headers.ContentType!.MediaType);
            Assert.True(printed.Headers.CacheControl!.NoStore);
            Assert.Contains("Paulette Garrigue", words, StringComparison.Ordinal);
            Assert.Contains("Votre acte est prêt. Il coûte 25 €.", words, StringComparison.Ordinal);
            Assert.Contains(ChannelSteps.NumberOn(receipt), words, StringComparison.Ordinal);
            Assert.Contains(receipt.Page.QuerySelector(".receipt__code")!.TextContent, words, StringComparison.Ordinal);
        }

        var list = await agent.OpenAsync("/desk/deliveries?by=Letter");
        var none = await agent.PostAsync(PostedAddress(list), Fields(list));
        var marked = await agent.PostAsync(PostedAddress(list), Fields(list, reply.Id));
        var again = await agent.PostAsync(PostedAddress(list), Fields(list, reply.Id));

        Assert.Contains("Paulette Garrigue", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        Assert.Contains("1 lettre est notée comme postée", marked.Text, StringComparison.Ordinal);
        Assert.Contains("0 lettre est notée", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paulette Garrigue", marked.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.Answered, await StateAsync(id));
        Assert.Equal(1, await server.ReadAsync(ChannelSteps.Commune, db => db.AuditEntries.CountAsync(row => row.CaseId == id && row.Action == "delivery.posted")));
        using var citizen = server.Visit();
        Assert.Contains("La lettre de réponse a été postée.", (await citizen.OpenAsync($"/citizen/case/{await TokenAsync(id)}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_has_its_script_and_attempts_are_counted_on_the_case_until_it_is_said()
    {
        using var agent = await server.AgentAsync();
        var id = ChannelSteps.CaseOn(await agent.TypeAsync("Combien coûte un acte ?", "Phone", ("Name", "Odile Brun"), ("Phone", "06 39 98 00 05")));
        await agent.AnswerAsync(id, Answer);
        var address = $"/desk/delivery/{await ReplyAsync(id)}";
        var again = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

        var script = await agent.OpenAsync(address);
        var missed = await agent.PressAsync(script, "spoken", ("Outcome", "NotReached"));
        var undated = await agent.PressAsync(missed, "spoken", ("Outcome", "CallAgain"));
        var later = await agent.PressAsync(missed, "spoken", ("Outcome", "CallAgain"), ("Again", again));
        var waiting = await server.ReadAsync(ChannelSteps.Commune, db => db.Deliveries.SingleAsync(row => row.CaseId == id));
        var told = await agent.PressAsync(later, "spoken", ("Outcome", "Told"));

        Assert.Equal(["Votre acte est prêt.", "Il coûte 25 €."], script.Page.QuerySelectorAll(".script ol li").Select(line => line.TextContent.Trim()));
        Assert.Contains("Odile Brun", script.Page.QuerySelector(".script")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, undated.Status);
        Assert.Equal(2, waiting.Attempts);
        Assert.NotNull(waiting.CallAgainAt);
        Assert.Contains("La réponse a été dite au téléphone", told.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.Answered, await StateAsync(id));
    }

    [Fact]
    public async Task A_reply_that_cannot_be_said_leaves_another_way()
    {
        using var agent = await server.AgentAsync();
        var id = ChannelSteps.CaseOn(await agent.TypeAsync("Combien ?", "Phone", ("Phone", "06 39 98 00 06"), ("Email", "jo@courriel.example")));
        await agent.AnswerAsync(id, Answer);
        var page = await agent.OpenAsync($"/desk/delivery/{await ReplyAsync(id)}");

        var impossible = await agent.PressAsync(page, "move", ("Channel", "Letter"));
        var moved = await agent.PressAsync(page, "move", ("Channel", "Email"));

        Assert.Contains("Rien n’a été changé", impossible.Text, StringComparison.Ordinal);
        Assert.Contains("partie par courriel", moved.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.Answered, await StateAsync(id));
        Assert.Single(await MailAsync(id), body => body.Contains("Il coûte 25 €", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_citizen_who_writes_before_the_letter_leaves_is_not_answered_by_it()
    {
        using var agent = await server.AgentAsync();
        var id = ChannelSteps.CaseOn(await agent.TypeAsync("Je demande un acte.", "Letter", ("PostalAddress", "3 rue du Puits\n00000 Sainte-Amarelle")));
        await agent.AnswerAsync(id, Answer);
        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{await TokenAsync(id)}");
        await citizen.SendAsync(tracking, "Body", new Dictionary<string, string> { ["Body"] = "Finalement il m'en faut deux." });

        var page = await agent.OpenAsync($"/desk/delivery/{await ReplyAsync(id)}");
        await agent.PressAsync(page, "posted");

        Assert.Contains("L’usager a écrit depuis", page.Text, StringComparison.Ordinal);
        Assert.NotEqual(CaseState.Answered, await StateAsync(id));
    }

    [Fact]
    public async Task An_agent_changes_how_the_citizen_is_reached_unless_somebody_was_there_before()
    {
        using var agent = await server.AgentAsync();
        var id = ChannelSteps.CaseOn(await agent.TypeAsync("Combien ?", "Tracking", ("Name", "Ancien Nom")));
        var form = await agent.OpenAsync($"/desk/contact/{id}");

        var incomplete = await agent.SendAsync(form, "PostalAddress", new Dictionary<string, string> { ["ReplyBy"] = "Letter" });
        var saved = await agent.SendAsync(form, "PostalAddress", new Dictionary<string, string> { ["ReplyBy"] = "Letter", ["PostalAddress"] = "1 rue Haute\n00000 Sainte-Amarelle" });
        var late = await agent.SendAsync(form, "PostalAddress", new Dictionary<string, string> { ["ReplyBy"] = "Counter", ["Name"] = "Autre Nom" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.Status);
        Assert.StartsWith($"/desk/case/{id}", saved.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("Réponse par : Lettre", saved.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Ancien Nom", await server.ReadAsync(ChannelSteps.Commune, db => db.Cases.Where(row => row.Id == id).Select(row => row.CitizenName).SingleAsync()));
    }

    private static Uri PostedAddress(Screen list) => new(list.Address, "/desk/deliveries/posted?by=Letter");

    private static Dictionary<string, string> Fields(Screen list, Guid? reply = null)
    {
        var fields = Visitor.Fields(list.FormWith("deliveries"));
        if (reply is { } id)
        {
            fields["Replies"] = id.ToString();
        }

        return fields;
    }

    private Task<CaseState> StateAsync(Guid id) => server.ReadAsync(ChannelSteps.Commune, db => db.Cases.Where(row => row.Id == id).Select(row => row.State).SingleAsync());

    private Task<string> TokenAsync(Guid id) => server.ReadAsync(ChannelSteps.Commune, db => db.Cases.Where(row => row.Id == id).Select(row => row.TrackingToken).SingleAsync());

    private Task<Guid> ReplyAsync(Guid id) => server.ReadAsync(ChannelSteps.Commune, db => db.Replies.Where(row => row.CaseId == id).Select(row => row.Id).SingleAsync());

    private Task<List<string>> MailAsync(Guid id) => server.ReadAsync(ChannelSteps.Commune, db => db.OutboxMessages.Where(row => row.CaseId == id).Select(row => row.Body).ToListAsync());
}
