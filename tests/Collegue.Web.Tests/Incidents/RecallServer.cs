using Collegue.Casework.Incidents;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Web.Tests.Incidents;

/// <summary>Corrections leave at once, and a listener notes what it is told.</summary>
public class RecallServer : ProductServer
{
    internal NotingListener Listener { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Incidents:CorrectionDelaySeconds", "0")];

    protected override void Adapt(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Listener);
        builder.Services.AddScoped<IIncidentListener, WithdrawingListener>();
    }
}

public sealed class RecallPostgresServer : RecallServer
{
    protected override bool OnPostgres => true;
}

/// <summary>Corrections wait, so that they can be taken back.</summary>
public sealed class WaitingServer : ProductServer
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Incidents:CorrectionDelaySeconds", "3600"), new("Proposals:UndoSeconds", "3600")];
}

internal sealed class NotingListener
{
    public System.Collections.Concurrent.ConcurrentBag<SeriousIncident> Told { get; } = [];

    /// <summary>Fails for an incident of this description, as a mandate that cannot be withdrawn would.</summary>
    public const string Failing = "Retrait impossible";
}

/// <summary>Stands for the mandates: withdraws in the transaction of the incident.</summary>
internal sealed class WithdrawingListener(NotingListener noting, CollegueDb db, AuditTrail trail) : IIncidentListener
{
    public async Task SeriousAsync(SeriousIncident incident, CancellationToken cancellation)
    {
        noting.Told.Add(incident);
        await trail.AppendAsync(new AuditFact(Actor.System, "test.withdrawn", SubjectId: incident.IncidentId), cancellation);
        if (await db.Incidents.AnyAsync(row => row.Id == incident.IncidentId && row.Description == NotingListener.Failing, cancellation))
        {
            throw new InvalidOperationException(NotingListener.Failing);
        }
    }
}
