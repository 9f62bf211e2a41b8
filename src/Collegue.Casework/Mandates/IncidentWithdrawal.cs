using Collegue.Casework.Incidents;
using Collegue.Storage.Mandates;

namespace Collegue.Casework.Mandates;

/// <summary>A serious incident takes back the latitude of the kinds of task it touched, in the transaction that says so.</summary>
internal sealed class IncidentWithdrawal(MandateKeeper keeper) : IIncidentListener
{
    public async Task SeriousAsync(SeriousIncident incident, CancellationToken cancellation)
    {
        foreach (var task in incident.Tasks)
        {
            await keeper.WithdrawAsync(task, MandateCause.SeriousIncident, incident.IncidentId, cancellation);
        }
    }
}
