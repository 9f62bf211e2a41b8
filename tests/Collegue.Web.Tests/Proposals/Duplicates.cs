using Collegue.Storage.Cases;
using Collegue.Web.Tests.Desk;
using Collegue.Web.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Proposals;

public sealed class DuplicatesAtOnce(RecallServer server) : Duplicates(server), IClassFixture<RecallServer>;

public sealed class DuplicatesOnPostgres(RecallPostgresServer server) : Duplicates(server), IClassFixture<RecallPostgresServer>;

public abstract class Duplicates(ProductServer server)
{
    private const string Light = "Le lampadaire devant le 14 rue des Tanneurs est éteint depuis lundi. Merci de le réparer.";
    private const string Again = "Je vous ai déjà écrit : le lampadaire devant le 14 rue des Tanneurs est éteint depuis lundi. Merci de le réparer.";

    [Fact]
    public async Task The_same_request_sent_again_is_closed_under_the_first_number_and_reopened_when_taken_back()
    {
        var first = await server.ReceivedAsync(Light, "Encore@courriel.example");
        var second = await server.ReceivedAsync(Again, "encore@courriel.example");
        using var agent = await server.AgentAsync();
        var opened = await agent.OpenAsync($"/desk/case/{second.Id}");

        var accepted = await agent.PressAsync(opened, "accept");
        var closed = await server.CaseAsync(second.Id);
        var reply = await server.ReadAsync(ProposalSteps.Commune, db => db.Replies.AsNoTracking().SingleAsync(row => row.CaseId == second.Id));
        var undone = await agent.PressAsync(accepted, "undo");

        Assert.Contains($"Doublon probable de la demande {first.Number}", opened.Text, StringComparison.Ordinal);
        Assert.Contains("même adresse électronique", opened.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.Answered, closed.State);
        Assert.Contains(first.Number, reply.Text, StringComparison.Ordinal);
        Assert.Contains("C’est annulé", undone.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.ToReview, (await server.CaseAsync(second.Id)).State);
        Assert.False(await server.ReadAsync(ProposalSteps.Commune, db => db.Replies.AnyAsync(row => row.CaseId == second.Id)));
        Assert.False(await server.ReadAsync(ProposalSteps.Commune, db => db.CaseLinks.AnyAsync(row => row.CaseId == second.Id)));
        Assert.Equal(CaseState.ToReview, (await server.CaseAsync(first.Id)).State);
    }

    [Fact]
    public async Task Another_request_of_the_same_citizen_and_the_same_request_of_another_are_none()
    {
        await server.ReceivedAsync(Light, "seul@courriel.example", "Odile Tran");
        var other = await server.ReceivedAsync("Quel est le prix du repas à la cantine avec un quotient de 850 ?", "seul@courriel.example", "Odile Tran");
        var neighbour = await server.ReceivedAsync(Light, "voisin@courriel.example", "Paul Meyer");

        Assert.Null(await server.ProposalAsync(other.Id));
        Assert.Null(await server.ProposalAsync(neighbour.Id));
    }

    [Fact]
    public async Task Of_the_same_name_only_nearly_the_same_words_are_a_duplicate()
    {
        await server.ReceivedAsync(Light.Replace("Tanneurs", "Potiers", StringComparison.Ordinal), "a@courriel.example", "Jean Martin");
        var same = await server.ReceivedAsync(Again.Replace("Tanneurs", "Potiers", StringComparison.Ordinal), "b@courriel.example", "Jean MARTIN");

        var proposal = await server.ProposalAsync(same.Id);

        Assert.Equal(ProposalKind.Duplicate, proposal!.Kind);
        Assert.StartsWith("name;same-text", proposal.Reasons, StringComparison.Ordinal);
    }
}
