using System.Net;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk;

public sealed class Reviewing(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Edited = $"Bonjour Jeanne,\n\n{SeededCase.FirstSentence}\n\nVenez le 12 mars avec 30 €.";

    [Fact]
    public async Task A_case_shows_the_words_that_decided_and_the_proof_of_each_sentence()
    {
        var seeded = await new SeededCase { Evidence = "carte d'identité", SecondSupported = false }.InAsync(server);
        using var agent = await server.AgentAsync();

        var opened = await agent.OpenAsync(seeded.Address);

        Assert.Equal("carte d'identité", opened.Page.QuerySelector(".message__body mark")!.TextContent);
        Assert.Equal("#reason-1", opened.Page.QuerySelector(".message__body .evidence a")!.GetAttribute("href"));
        Assert.Contains("Le message parle de papiers.", opened.Page.QuerySelector("#reason-1")!.TextContent, StringComparison.Ordinal);
        var sentences = opened.Page.QuerySelectorAll(".sentence").ToList();
        Assert.Equal(2, sentences.Count);
        Assert.Contains("Vérifiée dans la source", sentences[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Non vérifiée", sentences[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("absent de la source", sentences[1].TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"/desk/source/{seeded.PassageId}", sentences[0].QuerySelector(".citation a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_is_kept_compared_confirmed_and_sent_with_the_sources_that_still_stand()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync(seeded.Address);

        var saved = await agent.PressAsync(opened, "save", ("Text", Edited));
        var compared = await agent.PressAsync(saved, "difference");
        var confirm = await agent.PressAsync(compared, "preview");
        var sent = await agent.PressAsync(confirm, "send");

        Assert.Equal(Edited, saved.ValueOf("Text"));
        Assert.Contains("Rien n'est encore parti", saved.Text, StringComparison.Ordinal);
        Assert.Contains(compared.Page.QuerySelectorAll(".difference ins"), part => part.TextContent.Contains("Venez", StringComparison.Ordinal));
        Assert.Contains(compared.Page.QuerySelectorAll(".difference del"), part => part.TextContent.Contains("rendez-vous", StringComparison.Ordinal));
        Assert.Contains("jeanne@courriel.example", confirm.Text, StringComparison.Ordinal);
        Assert.Contains("30 €", confirm.Page.QuerySelector(".notice--warning")!.TextContent, StringComparison.Ordinal);
        Assert.Single(confirm.Page.QuerySelectorAll(".sources-kept li"));
        Assert.Contains("La réponse est envoyée", sent.Text, StringComparison.Ordinal);
        Assert.False(sent.Offers("save"));

        var reply = await server.ReadAsync("sainte-amarelle", db => db.Replies.Include(row => row.Sources).SingleAsync(row => row.CaseId == seeded.Id));
        var letter = await server.ReadAsync("sainte-amarelle", db => db.OutboxMessages.SingleAsync(row => row.CaseId == seeded.Id));
        var review = await server.ReadAsync("sainte-amarelle", db => db.Reviews.SingleAsync(row => row.CaseId == seeded.Id));
        Assert.Equal(Edited, reply.Text);
        Assert.Equal(SeededCase.FirstSentence, Assert.Single(reply.Sources).Quote);
        Assert.Equal(CaseState.Answered, await StateAsync(seeded));
        Assert.Equal(ReviewOutcome.SentEdited, review.Outcome);
        Assert.Contains(Edited, letter.Body, StringComparison.Ordinal);
        Assert.Equal(letter.Body.ReplaceLineEndings("\n").Trim(), confirm.Page.QuerySelector(".letter")!.TextContent.ReplaceLineEndings("\n").Trim());

        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");
        Assert.Contains("Venez le 12 mars avec 30 €.", tracking.Text, StringComparison.Ordinal);
        Assert.Contains($"/citizen/case/{seeded.TrackingToken}", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coming_back_from_the_confirmation_keeps_the_text_and_sends_nothing()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var confirm = await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", Edited));
        var back = await agent.PressAsync(confirm, "edit");

        Assert.Equal(Edited, back.ValueOf("Text"));
        Assert.Equal(CaseState.ToReview, await StateAsync(seeded));
    }

    [Fact]
    public async Task An_empty_reply_is_refused_and_the_field_named()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var again = await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", "  "));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("Écrivez le texte de la réponse.", Assert.Single(again.Problems));
        Assert.NotNull(again.Page.QuerySelector("textarea#Text[aria-invalid][aria-describedby]"));
    }

    [Fact]
    public async Task A_draft_is_rejected_with_a_reason_then_the_agent_writes_alone()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync(seeded.Address);

        var without = await agent.PressAsync(opened, "reject", ("Note", "Le lien est mort."));
        var rejected = await agent.PressAsync(without, "reject", ("Reason", "out-of-date"));
        var confirm = await agent.PressAsync(rejected, "preview", ("Text", "Bonjour, nous vous rappelons."));
        await agent.PressAsync(confirm, "send");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        Assert.Equal("Le lien est mort.", without.ValueOf("Note"));
        Assert.Contains("Le projet est refusé", rejected.Text, StringComparison.Ordinal);
        Assert.Contains("Source périmée", rejected.Page.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        var review = await server.ReadAsync("sainte-amarelle", db => db.Reviews.SingleAsync(row => row.CaseId == seeded.Id));
        Assert.Equal(("out-of-date", "Le lien est mort."), (review.Reason, review.Note));
        var reply = await server.ReadAsync("sainte-amarelle", db => db.Replies.SingleAsync(row => row.CaseId == seeded.Id));
        Assert.Null(reply.DraftId);
    }

    [Fact]
    public async Task A_case_is_given_to_another_department_and_agent()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync(seeded.Address);
        string Choice(string select, string text) => opened.Page.QuerySelectorAll($"#{select} option").Single(option => option.TextContent == text).GetAttribute("value")!;

        var given = await agent.PressAsync(opened, "reassign", ("DepartmentId", Choice("DepartmentId", "Police municipale")), ("AssigneeId", Choice("AssigneeId", "Solène Dartivel")));

        Assert.Contains("La demande est confiée", given.Text, StringComparison.Ordinal);
        Assert.Contains("a confié la demande à : Police municipale, Solène Dartivel", given.Page.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        using var colleague = await server.AgentAsync("scolaire");
        Assert.Contains("Solène Dartivel", (await colleague.OpenAsync($"/desk?q={seeded.Number}&department=police")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_human_answers_and_the_draft_is_put_aside()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var taken = await agent.PressAsync(await agent.OpenAsync(seeded.Address), "takeover");

        Assert.Contains("Un humain répond", taken.Page.QuerySelector(".case__badges")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", taken.ValueOf("Text"));
        Assert.Equal(DraftState.Rejected, await server.ReadAsync("sainte-amarelle", db => db.Drafts.Where(row => row.CaseId == seeded.Id).Select(row => row.State).SingleAsync()));
    }

    [Fact]
    public async Task The_second_agent_is_told_who_is_there()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var first = await server.AgentAsync("etat-civil");
        using var second = await server.AgentAsync("accueil");

        await first.OpenAsync(seeded.Address);
        var seen = await second.OpenAsync(seeded.Address);

        Assert.Contains("Nadia Belcourtois a ouvert cette demande à", seen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("save")]
    [InlineData("difference")]
    [InlineData("preview")]
    public async Task Two_agents_at_once_overwrite_nothing_and_lose_nothing(string handler)
    {
        var seeded = await new SeededCase().InAsync(server);
        using var first = await server.AgentAsync("etat-civil");
        using var second = await server.AgentAsync("accueil");
        var late = await second.OpenAsync(seeded.Address);
        await first.PressAsync(await first.OpenAsync(seeded.Address), "save", ("Text", "Version de Nadia"));

        var refused = await second.PressAsync(late, handler, ("Text", "Version de Camille"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("Version de Camille", refused.ValueOf("Text"));
        Assert.Equal("Version de Nadia", refused.Page.QuerySelector(".stored .letter")!.TextContent);
        Assert.Contains("Nadia Belcourtois", refused.Page.QuerySelector(".notice--error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Version de Nadia", await server.ReadAsync("sainte-amarelle", db => db.Drafts.Where(row => row.CaseId == seeded.Id).Select(row => row.EditedText).SingleAsync()));
    }

    [Fact]
    public async Task A_case_is_answered_once_when_two_agents_send()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var first = await server.AgentAsync("etat-civil");
        using var second = await server.AgentAsync("accueil");
        var one = await first.PressAsync(await first.OpenAsync(seeded.Address), "preview", ("Text", "Réponse de Nadia"));
        var two = await second.PressAsync(await second.OpenAsync(seeded.Address), "preview", ("Text", "Réponse de Camille"));
        await first.PressAsync(one, "send");

        var refused = await second.PressAsync(two, "send");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("Réponse de Camille", refused.ValueOf("Text"));
        Assert.Equal("Réponse de Nadia", await server.ReadAsync("sainte-amarelle", db => db.Replies.Where(row => row.CaseId == seeded.Id).Select(row => row.Text).SingleAsync()));
    }

    [Fact]
    public async Task A_stale_draft_is_readable_but_cannot_be_sent()
    {
        var seeded = await new SeededCase { Draft = DraftState.Stale }.InAsync(server);
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync(seeded.Address);

        var forced = await agent.PressAsync(opened, "preview", ("DraftId", $"{seeded.DraftId}"), ("Text", SeededCase.Letter));
        var fields = Visitor.Fields(opened.FormWith("Text"));
        (fields["DraftId"], fields["Text"]) = ($"{seeded.DraftId}", SeededCase.Letter);
        var sent = await agent.PostAsync(new Uri(server.Address, $"{seeded.Address}/send"), fields);

        Assert.Contains("Ce projet est périmé", opened.Text, StringComparison.Ordinal);
        Assert.Contains(SeededCase.FirstSentence, opened.Page.QuerySelector(".sentences")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", opened.ValueOf("Text"));
        Assert.False(opened.Offers("save"));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (forced.Status, sent.Status));
        Assert.Equal(CaseState.ToReview, await StateAsync(seeded));
    }

    [Fact]
    public async Task A_message_that_arrived_meanwhile_must_be_seen_before_sending()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        var confirm = await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", Edited));
        await server.DoAsync("sainte-amarelle", async services =>
        {
            var citizens = (Casework.Intake.CitizenDesk)services.GetService(typeof(Casework.Intake.CitizenDesk))!;
            await citizens.AddMessageAsync(seeded.TrackingToken, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "J'ai oublié : je pars demain !", [], TestContext.Current.CancellationToken);
        });

        var refused = await agent.PressAsync(confirm, "send");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("L'usager a écrit de nouveau", refused.Text, StringComparison.Ordinal);
        Assert.Contains("je pars demain", refused.Text, StringComparison.Ordinal);
        Assert.Equal(Edited, refused.ValueOf("Text"));
        Assert.False(await server.ReadAsync("sainte-amarelle", db => db.Replies.AnyAsync(row => row.CaseId == seeded.Id)));
    }

    [Fact]
    public async Task A_citizens_file_is_only_ever_a_download()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();

        var file = await agent.GetAsync($"/desk/attachment/{seeded.AttachmentId}");

        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
    }

    private Task<CaseState> StateAsync(SeededCase seeded) =>
        server.ReadAsync("sainte-amarelle", db => db.Cases.Where(row => row.Id == seeded.Id).Select(row => row.State).SingleAsync());
}
