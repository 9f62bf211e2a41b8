using Collegue.Casework.Intake;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Proposals;

internal static class ProposalSteps
{
    public const string Commune = "sainte-amarelle";

    /// <summary>A citizen writes and the colleague prepares it.</summary>
    public static async Task<Case> ReceivedAsync(this ProductServer server, string body, string email, string? name = null)
    {
        Guid id = default;
        await server.DoAsync(Commune, async services =>
        {
            var outcome = await services.GetRequiredService<FrontDesk>().AcceptAsync(
                new Submission(FrontDesk.NewSubmissionId(), Channel.Web, body, name, email, null, "fr", []), token => $"http://ici.example/{token}", TestContext.Current.CancellationToken);
            id = Assert.IsType<IntakeOutcome.Accepted>(outcome).CaseId;
        });
        return await Background.UntilAsync(() => server.ReadAsync(Commune, async db =>
            await db.Jobs.AnyAsync(job => job.Kind == "prepare-case" && job.State == Storage.Jobs.JobState.Done && db.Messages.Any(message => message.CaseId == id && message.Id == job.SubjectId))
                ? await db.Cases.AsNoTracking().SingleAsync(row => row.Id == id) : null));
    }

    public static Task<CaseProposal?> ProposalAsync(this ProductServer server, Guid caseId) =>
        server.ReadAsync(Commune, db => db.CaseProposals.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId));

    public static Task<Case> CaseAsync(this ProductServer server, Guid id) =>
        server.ReadAsync(Commune, db => db.Cases.AsNoTracking().SingleAsync(row => row.Id == id));
}
