using System.Net;
using Collegue.Casework.Deadlines;
using Collegue.Storage.Cases;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Collegue.Web.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Proposals;

public sealed class Splitting(WaitingServer server) : IClassFixture<WaitingServer>
{
    private const string School = "Bonjour,\n\nJe voudrais inscrire mon fils Tom, 6 ans, au CP pour la rentrée. Quels papiers faut-il ?";
    private const string Light = "Par ailleurs, le lampadaire devant le 14 rue des Tanneurs est éteint depuis une semaine, pouvez-vous le réparer ?";

    [Fact]
    public async Task One_click_opens_a_linked_case_with_the_exact_words_and_the_same_clock()
    {
        var first = await server.ReceivedAsync($"{School}\n\n{Light}", "deux@courriel.example", "Sandra Lemoal");
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync($"/desk/case/{first.Id}");

        var accepted = await agent.PressAsync(opened, "accept");
        var proposal = (await server.ProposalAsync(first.Id))!;
        var part = await server.CaseAsync(proposal.OtherCaseId!.Value);

        Assert.Contains("Ce message contient peut-être deux demandes", opened.Text, StringComparison.Ordinal);
        var words = $"{School}\n\n{Light}".Substring(proposal.Start, proposal.Length);
        Assert.Contains(words, (string[])["Je voudrais inscrire mon fils Tom, 6 ans, au CP pour la rentrée. Quels papiers faut-il ?", Light]);
        Assert.Equal(words, opened.Page.QuerySelector("blockquote")!.TextContent);
        Assert.Equal(ProposalState.Accepted, proposal.State);
        Assert.Equal(["school-enrolment", "street-lighting"], new[] { first.Task, proposal.Task }.Order(StringComparer.Ordinal));
        Assert.Equal((first.ReceivedAt, first.DueAt, "deux@courriel.example", "Sandra Lemoal"), (part.ReceivedAt, part.DueAt, part.CitizenEmail, part.CitizenName));
        Assert.NotEqual(first.Number, part.Number);
        Assert.Equal(words, await server.ReadAsync(ProposalSteps.Commune, db => db.Messages.Where(row => row.CaseId == part.Id).Select(row => row.Body).SingleAsync()));
        Assert.Equal(1, await server.ReadAsync(ProposalSteps.Commune, db => db.AuditEntries.CountAsync(row => row.CaseId == part.Id && row.Action == "case.received")));
        Assert.Contains(part.Number, accepted.Page.QuerySelector("section[aria-labelledby='linked']")!.TextContent, StringComparison.Ordinal);
        var other = await agent.OpenAsync($"/desk/case/{part.Id}");
        Assert.Contains(first.Number, other.Page.QuerySelector("section[aria-labelledby='linked']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acceptance_taken_back_leaves_one_case_and_no_letter()
    {
        var first = await server.ReceivedAsync($"{School}\n\n{Light}", "repris@courriel.example");
        using var agent = await server.AgentAsync();
        var accepted = await agent.PressAsync(await agent.OpenAsync($"/desk/case/{first.Id}"), "accept");

        var undone = await agent.PressAsync(accepted, "undo");
        var proposal = (await server.ProposalAsync(first.Id))!;

        Assert.Contains("C’est annulé", undone.Text, StringComparison.Ordinal);
        Assert.Equal(ProposalState.Undone, proposal.State);
        Assert.Equal(CaseState.Answered, (await server.CaseAsync(proposal.OtherCaseId!.Value)).State);
        Assert.Equal(0, await server.ReadAsync(ProposalSteps.Commune, db => db.OutboxMessages.CountAsync(row => row.CaseId == proposal.OtherCaseId)));
    }

    [Fact]
    public async Task A_case_closed_before_its_kind_is_known_gets_no_receipt_afterwards()
    {
        var first = await server.ReceivedAsync(School, "close@courriel.example");
        await server.ReadAsync(ProposalSteps.Commune, async db =>
            await db.Cases.Where(row => row.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, CaseState.Answered))
            + await db.CaseClocks.Where(row => row.CaseId == first.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Task, (string?)null).SetProperty(row => row.Receipt, ReceiptState.Waiting)));
        var before = await server.ReadAsync(ProposalSteps.Commune, db => db.OutboxMessages.CountAsync(row => row.CaseId == first.Id));

        await server.DoAsync(ProposalSteps.Commune, services => services.GetRequiredService<CaseClocks>().SettleAsync(first.Id, "school-enrolment", doubtful: false, default));

        Assert.Equal(before, await server.ReadAsync(ProposalSteps.Commune, db => db.OutboxMessages.CountAsync(row => row.CaseId == first.Id)));
        Assert.Equal(ReceiptState.NotNeeded, await server.ReadAsync(ProposalSteps.Commune, db => db.CaseClocks.Where(row => row.CaseId == first.Id).Select(row => row.Receipt).SingleAsync()));
    }

    [Fact]
    public async Task A_part_whose_reply_is_about_to_leave_stays_a_case_of_its_own()
    {
        var first = await server.ReceivedAsync($"{School}\n\n{Light}", "partante@courriel.example");
        using var agent = await server.AgentAsync();
        await agent.PressAsync(await agent.OpenAsync($"/desk/case/{first.Id}"), "accept");
        var part = (await server.ProposalAsync(first.Id))!.OtherCaseId!.Value;
        await Background.UntilAsync(async () => await server.CaseAsync(part) is { State: CaseState.ToReview } ready ? ready : null);
        var confirm = await agent.PressAsync(await agent.OpenAsync($"/desk/case/{part}"), "preview", ("Text", "Bonjour,\n\nC'est noté."));
        var tomorrow = TownHallTime.At(TimeProvider.System.GetUtcNow().AddDays(1)).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture);
        await agent.PressAsync(confirm, "send", ("LeavesAt", tomorrow));

        var refused = await agent.PressAsync(await agent.OpenAsync($"/desk/case/{first.Id}"), "undo");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(CaseState.Leaving, (await server.CaseAsync(part)).State);
    }

    [Fact]
    public async Task A_refusal_is_kept_and_a_late_answer_refused()
    {
        var first = await server.ReceivedAsync($"{School}\n\n{Light}", "non@courriel.example");
        using var agent = await server.AgentAsync();
        using var second = await server.AgentAsync("accueil");
        var late = await second.OpenAsync($"/desk/case/{first.Id}");

        var refused = await agent.PressAsync(await agent.OpenAsync($"/desk/case/{first.Id}"), "refuse");
        var tooLate = await second.PressAsync(late, "accept");

        Assert.False(refused.Offers("accept"));
        Assert.Equal(HttpStatusCode.Conflict, tooLate.Status);
        Assert.Equal(ProposalState.Refused, (await server.ProposalAsync(first.Id))!.State);
    }

    [Fact]
    public async Task Nothing_is_proposed_for_one_request_nor_for_a_message_in_distress()
    {
        var one = await server.ReceivedAsync(School, "un@courriel.example");
        var distress = await server.ReceivedAsync($"Je n'en peux plus, je veux mourir.\n\n{School}\n\n{Light}", "aide@courriel.example");

        Assert.Null(await server.ProposalAsync(one.Id));
        Assert.Null(await server.ProposalAsync(distress.Id));
    }
}
