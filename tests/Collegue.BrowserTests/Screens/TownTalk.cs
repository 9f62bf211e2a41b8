using System.Security.Claims;
using Collegue.Access;
using Collegue.Pages.Desk.Assistant.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>What an agent of the school department asked the assistant this morning, and said of it.</summary>
public sealed class TownTalk(Town town) : IAsyncLifetime
{
    private const string Commune = "sainte-amarelle";

    public async ValueTask InitializeAsync() => await town.DoAsync(Commune, async services =>
    {
        var cancellation = TestContext.Current.CancellationToken;
        var db = services.GetRequiredService<CollegueDb>();
        services.GetRequiredService<CurrentOrganisation>().Enter((await services.GetRequiredService<OrganisationDirectory>().FindAsync(Commune, cancellation))!);
        var agent = await db.Users.SingleAsync(row => row.UserName == "scolaire", cancellation);
        var user = await services.GetRequiredService<IUserClaimsPrincipalFactory<Agent>>().CreateAsync(agent);
        await AskAsync(services, user, null, agent.Id, ["Comment inscrire un enfant à l'étude du soir ?"]);
        var asked = await AskAsync(services, user, null, agent.Id, ["Combien coûte un repas à la cantine avec un quotient familial de 742 ?", "Comment inscrire mon enfant à la cantine ?"]);
        var files = services.GetRequiredService<ConversationFiles>();
        await files.KeepAsync(asked.Conversation.Id, [new ReadFile(new JoinedFile("courrier-de-la-famille.txt", "read", null, true), 48_200, "Madame, Monsieur,\n\nNous avons déménagé en août.")], cancellation);
        await services.GetRequiredService<FeedbackDesk>().GiveAsync(
            asked.Conversation.Id, asked.Turn.Id, agent.Id, FeedbackKind.Incomplete, "Le délai d'inscription manque : il est dans le règlement de la cantine.", cancellation);
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<AskedTurn> AskAsync(IServiceProvider services, ClaimsPrincipal user, Guid? conversation, Guid agent, IEnumerable<string> questions)
    {
        AskedTurn? asked = null;
        foreach (var question in questions)
        {
            asked = await services.GetRequiredService<ConversationDesk>().AskAsync(conversation, agent, question, null, TestContext.Current.CancellationToken);
            await services.GetRequiredService<TurnAnswering>().CompleteAsync(asked!, user, TestContext.Current.CancellationToken);
            conversation = asked!.Conversation.Id;
        }

        return asked!;
    }
}
