using Collegue.Storage;
using Collegue.Storage.Mandates;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Steering.Mandates;

/// <summary>Names of the people who signed mandates.</summary>
internal sealed class Signers(CollegueDb db)
{
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyList<MandateChange> history, CancellationToken cancellation)
    {
        var ids = history.Select(change => change.AgentId).OfType<Guid>().Distinct().ToList();
        return await db.Users.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
    }
}
