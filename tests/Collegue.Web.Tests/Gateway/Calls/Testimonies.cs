using Collegue.Gateway.Bridge;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

public sealed class Testimonies(GatewayServer server) : IClassFixture<GatewayServer>
{
    [Fact]
    public async Task Answered_testimonies_are_deleted_after_some_days_and_those_that_wait_are_not()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await server.DoAsync(GatewayServer.Town, async services =>
        {
            var (db, now) = (services.GetRequiredService<CollegueDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            foreach (var (name, state, ended) in ((string, BridgeState, DateTimeOffset?)[])[("vieux", BridgeState.Answered, now.AddDays(-8)), ("récent", BridgeState.Human, now.AddDays(-6)), ("en attente", BridgeState.Waiting, null)])
            {
                db.BridgeMessages.Add(new BridgeMessage
                {
                    OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                    Id = Guid.CreateVersion7(now),
                    ExternalId = name,
                    ReceivedAt = now.AddDays(-9),
                    Payload = "{}",
                    State = state,
                    EndedAt = ended,
                });
            }

            await db.SaveChangesAsync(cancellation);
        });

        await server.Services.GetRequiredService<BridgePurge>().RunAsync(cancellation);

        var left = await server.ReadAsync(GatewayServer.Town, db => db.BridgeMessages.Select(row => row.ExternalId).Order().ToListAsync(cancellation));
        Assert.Equal(["en attente", "récent"], left);
    }
}
