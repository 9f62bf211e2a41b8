using Collegue.Bench.Mail;
using Collegue.Storage.Cases;
using Collegue.Storage.Jobs;
using Collegue.Storage.Mail;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Mail;

/// <summary>Mails of citizens through Postfix and Dovecot, and what comes back to them.</summary>
public sealed class CorrespondenceTests(PostOffice office) : IClassFixture<PostOffice>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (!await office.ReadAsync(PostOffice.Commune, db => db.Mailboxes.AnyAsync(row => row.Address == MailServers.Town)))
        {
            await office.AddMailboxAsync(copies: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_mail_becomes_a_case_is_acknowledged_answered_and_continued()
    {
        using var first = PostOffice.Write("Bonjour, combien coûte la cantine ?\n\n-- \nCamille", "Cantine");
        await office.SendAsync(first);

        var received = await office.DecidedAsync(first);
        Assert.Equal(MailOutcome.NewCase, received.Outcome);
        var opened = await CaseAsync(received.CaseId!.Value);
        Assert.Equal((Channel.Email, "Camille Orvault", MailServers.Citizen), (opened.Channel, opened.CitizenName, opened.CitizenEmail));
        Assert.Equal("Cantine\n\nBonjour, combien coûte la cantine ?", opened.Messages.Single().Body);

        using var acknowledgement = await office.AnswerToAsync(first, mail => mail.Headers["Auto-Submitted"] == "auto-replied");
        Assert.Contains(opened.Number, acknowledgement.Subject, StringComparison.Ordinal);
        Assert.Contains($"https://demandes.sainte-amarelle.example/citizen/case/{opened.TrackingToken}", acknowledgement.TextBody, StringComparison.Ordinal);

        await ReplyAtTheDeskAsync(opened.Id, "Bonjour, le repas coûte 3 euros.");
        using var reply = await office.AnswerToAsync(first, mail => mail.TextBody!.Contains("3 euros", StringComparison.Ordinal));
        Assert.Null(reply.Headers["Auto-Submitted"]);
        Assert.Equal(first.MessageId, reply.References[0]);
        Assert.Contains(acknowledgement.MessageId, reply.References);
        Assert.Contains(opened.Number, reply.Subject, StringComparison.Ordinal);

        using var answer = PostOffice.Write($"Merci, et pour deux enfants ?\n\nLe lun. 3 nov. 2025 à 10:12, Mairie <{MailServers.Town}> a écrit :\n> Bonjour, le repas coûte 3 euros.", "Re: cantine");
        answer.InReplyTo = reply.MessageId;
        await office.SendAsync(answer);

        var added = await office.DecidedAsync(answer);
        Assert.Equal((MailOutcome.AddedToCase, opened.Id), (added.Outcome, added.CaseId));
        var continued = await CaseAsync(opened.Id);
        Assert.Equal(["Cantine\n\nBonjour, combien coûte la cantine ?", "Merci, et pour deux enfants ?"], continued.Messages.OrderBy(row => row.ReceivedAt).Select(row => row.Body));

        using var agent = await office.AgentAsync();
        var page = await agent.OpenAsync($"/desk/case/{opened.Id}");
        Assert.Contains("> Bonjour, le repas coûte 3 euros.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Remis au serveur de courrier", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_a_case_opens_it_to_its_citizen_and_to_nobody_else()
    {
        using var first = PostOffice.Write("Où déposer des gravats ?", "Gravats");
        await office.SendAsync(first);
        var opened = await CaseAsync((await office.DecidedAsync(first)).CaseId!.Value);

        using var own = PostOffice.Write("J'ai oublié : c'est pour une remorque.", $"Ma demande {opened.Number}");
        using var stranger = PostOffice.Write("Je veux savoir ce que fait mon voisin.", $"Re: {opened.Number}", "usager+voisin@citoyens.example");
        await office.SendAsync(own);
        await office.SendAsync(stranger);

        var added = await office.DecidedAsync(own);
        var apart = await office.DecidedAsync(stranger);
        Assert.Equal((MailOutcome.AddedToCase, opened.Id), (added.Outcome, added.CaseId));
        Assert.Equal((MailOutcome.NewCase, opened.Id), (apart.Outcome, apart.LinkedCaseId));
        Assert.NotEqual(opened.Id, apart.CaseId);
        using var agent = await office.AgentAsync();
        var page = await agent.OpenAsync($"/desk/case/{apart.CaseId}");
        Assert.Contains(opened.Number, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_comes_back_is_shown_and_can_be_sent_again()
    {
        using var first = PostOffice.Write("Quand ouvre la piscine ?", "Piscine", MailServers.Gone);
        await office.SendAsync(first);
        var opened = await CaseAsync((await office.DecidedAsync(first)).CaseId!.Value);

        var bounced = await Background.UntilAsync(() => office.ReadAsync(PostOffice.Commune, db => db.OutboxMessages.AsNoTracking()
            .FirstOrDefaultAsync(row => row.CaseId == opened.Id && row.BouncedAt != null && row.Body.Contains("Piscine"))));
        Assert.StartsWith("5.1.1", bounced.Failure, StringComparison.Ordinal);

        using var agent = await office.AgentAsync();
        var page = await agent.OpenAsync($"/desk/case/{opened.Id}");
        Assert.Contains("Revenu", page.Text, StringComparison.Ordinal);
        await agent.SendAsync(page, $"send-again/{bounced.Id}");
        var again = await office.ReadAsync(PostOffice.Commune, db => db.OutboxMessages.AsNoTracking().Where(row => row.CaseId == opened.Id).ToListAsync());
        var sent = again.Single(row => row.Id == bounced.Id).SentAgainAs;
        Assert.Equal((bounced.Subject, bounced.Body), again.Where(row => row.Id == sent).Select(row => (row.Subject, row.Body)).Single());
        var letter = await agent.OpenAsync($"/desk/mail/{bounced.Id}");
        Assert.Contains("Piscine", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_refused_for_good_fails_at_once()
    {
        using var first = PostOffice.Write("Bonjour, les horaires ?", "Horaires", MailServers.Refused);
        await office.SendAsync(first);
        var opened = (await office.DecidedAsync(first)).CaseId;

        var failed = await Background.UntilAsync(() => office.ReadAsync(PostOffice.Commune, db => db.OutboxMessages.AsNoTracking()
            .FirstOrDefaultAsync(row => row.CaseId == opened && row.FailedAt != null)));
        Assert.Equal(LetterState.Failed, failed.State);
        Assert.StartsWith("550", failed.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_are_named_not_answered_and_can_be_made_a_case_all_the_same()
    {
        using var away = PostOffice.Write("Je suis absente jusqu'au 12.", "Absence", "usager+absente@citoyens.example");
        away.Headers.Add("Auto-Submitted", "auto-replied");
        await office.SendAsync(away);

        var rejected = await office.DecidedAsync(away);
        Assert.Equal((MailOutcome.Rejected, "auto-reply"), (rejected.Outcome, rejected.Reason));
        using var administrator = await office.AgentAsync("admin");
        var list = await administrator.OpenAsync("/admin/mail/rejected?q=absente");
        Assert.Contains("Absence", list.Text, StringComparison.Ordinal);
        var opened = await administrator.OpenAsync($"/admin/mail/rejected/{rejected.Id}");
        Assert.Contains("Je suis absente jusqu'au 12.", opened.Text, StringComparison.Ordinal);
        await administrator.SendAsync(opened, "accept");

        var accepted = await office.DecidedAsync(away);
        Assert.Equal(MailOutcome.NewCase, accepted.Outcome);
        Assert.Empty(await office.ReadAsync(PostOffice.Commune, db => db.OutboxMessages.Where(row => row.CaseId == accepted.CaseId).ToListAsync()));
    }

    [Fact]
    public async Task The_same_mail_twice_is_one_case()
    {
        using var first = PostOffice.Write("Bonjour, je signale un lampadaire éteint.", "Lampadaire");
        await office.SendAsync(first);
        await office.SendAsync(first);

        var rows = await Background.UntilAsync(() => office.ReadAsync(PostOffice.Commune, async db =>
            await db.IncomingMails.AsNoTracking().Where(row => row.MessageId == first.MessageId && row.FiledAt != null).ToListAsync() is { Count: 2 } both ? both : null));
        Assert.Single(rows, row => row.Outcome == MailOutcome.NewCase);
        Assert.Single(rows, row => row is { Outcome: MailOutcome.Rejected, Reason: "duplicate" });
    }

    private Task<Case> CaseAsync(Guid id) =>
        office.ReadAsync(PostOffice.Commune, db => db.Cases.AsNoTracking().Include(row => row.Messages).SingleAsync(row => row.Id == id));

    private async Task ReplyAtTheDeskAsync(Guid id, string text)
    {
        using var agent = await office.AgentAsync();
        var page = await Background.UntilAsync(async () =>
            await agent.OpenAsync($"/desk/case/{id}") is var seen && seen.Offers("preview") && await PreparedAsync(id) ? seen : null);
        var confirmation = await agent.PressAsync(page, "preview", ("Text", text));
        await agent.PressAsync(confirmation, "send");
    }

    private Task<bool> PreparedAsync(Guid id) => office.ReadAsync(PostOffice.Commune, db => db.Cases.AnyAsync(row => row.Id == id && row.State == CaseState.ToReview));
}
