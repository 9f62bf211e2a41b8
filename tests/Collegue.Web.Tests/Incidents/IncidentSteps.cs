using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Incidents;

/// <summary>A case that was answered with a text.</summary>
internal sealed record AnsweredCase(SeededCase Case, Guid ReplyId);

/// <summary>What happens around an incident, said once.</summary>
internal static class IncidentSteps
{
    public const string Commune = "sainte-amarelle";

    public static async Task<AnsweredCase> AnsweredAsync(this ProductServer server, string text, string? email = "jeanne@courriel.example", string? task = null)
    {
        var seeded = await new SeededCase { State = CaseState.Answered, Draft = DraftState.Sent, Email = email, Task = task }.InAsync(server);
        var reply = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await server.DoAsync(Commune, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var agent = await db.Users.SingleAsync(row => row.UserName == "etat-civil");
            db.Replies.Add(new Reply
            {
                OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                Id = reply,
                CaseId = seeded.Id,
                DraftId = seeded.DraftId,
                AgentId = agent.Id,
                SignedBy = "État civil",
                Text = text,
                SentAt = TimeProvider.System.GetUtcNow(),
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return new AnsweredCase(seeded, reply);
    }

    /// <summary>Chooses the sentence on the form and sends it.</summary>
    public static async Task<Screen> ReportAsync(
        this Visitor agent, Guid replyId, string sentence, IncidentSeverity severity = IncidentSeverity.Minor, string description = "Le tarif a changé en janvier.")
    {
        var form = await agent.OpenAsync($"/desk/incident/new?reply={replyId}");
        var choice = form.Page.QuerySelectorAll("input[name='Sentence']")
            .Single(input => form.Page.QuerySelector($"label[for='{input.Id}']")!.TextContent.Trim() == sentence);
        return await agent.SendAsync(form, "Description", new Dictionary<string, string>
        {
            ["Sentence"] = choice.GetAttribute("value")!,
            ["Severity"] = severity.ToString(),
            ["Description"] = description,
            ["Reach"] = "Sentence",
        });
    }

    public static Guid IncidentOn(Screen reported) => Guid.Parse(reported.Address.Segments[^1]);

    public static Task<Screen> OpenIncidentAsync(this Visitor visitor, Guid id) => visitor.OpenAsync($"/steering/incidents/{id}");

    /// <summary>Writes what is right and launches the suggested letter.</summary>
    public static async Task<Screen> CorrectAsync(this Visitor manager, Guid id, string right)
    {
        var written = await manager.SendAsync(await manager.OpenAsync($"/steering/incidents/{id}/letter"), "Right", new Dictionary<string, string> { ["Right"] = right });
        return await manager.PressAsync(written, "launch");
    }

    public static Task<Incident> IncidentAsync(this ProductServer server, Guid id) =>
        server.ReadAsync(Commune, db => db.Incidents.AsNoTracking().Include(row => row.Recipients).SingleAsync(row => row.Id == id));

    public static Task<Incident> CorrectedAsync(this ProductServer server, Guid id) =>
        Background.UntilAsync(async () => await server.IncidentAsync(id) is { State: IncidentState.Corrected } done ? done : null);
}
