using Collegue.Storage.Incidents;
using Collegue.Storage.Mandates;
using Collegue.Web.Tests.Desk;
using Collegue.Web.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Mandates;

public sealed class AfterAnIncident(MandateServer server) : IClassFixture<MandateServer>
{
    [Fact]
    public async Task A_serious_incident_takes_back_the_latitude_of_its_kind_at_once()
    {
        var kind = server.NewKind();
        await server.GiveAsync(kind, MandateLevel.Prepare);
        using var agent = await server.AgentAsync();
        var minor = await server.AnsweredAsync("Bonjour,\n\nLe dossier se retire au premier étage.", task: kind.Slug);
        var serious = await server.AnsweredAsync("Bonjour,\n\nLa copie coûte douze euros.", task: kind.Slug);

        await agent.ReportAsync(minor.ReplyId, "Le dossier se retire au premier étage.");
        var after = await server.LevelAsync(kind);
        await agent.ReportAsync(serious.ReplyId, "La copie coûte douze euros.", IncidentSeverity.Serious);

        Assert.Equal(MandateLevel.Prepare, after);
        Assert.Equal(MandateLevel.Propose, await server.LevelAsync(kind));
        var change = await server.ReadAsync(MandateServer.Commune, db => db.MandateChanges.AsNoTracking().SingleAsync(row => row.Task == kind.Slug));
        Assert.Equal((MandateCause.SeriousIncident, (Guid?)null), (change.Cause, change.AgentId));
    }
}
