using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Desk;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>What stands beside the list of cases: notes that call, replies to sign, lists that were named.</summary>
internal sealed class QueueSide(CollegueDb db, SecondSignatures signatures)
{
    public int Calling { get; private set; }

    public int ToSign { get; private set; }

    public IReadOnlyList<SavedFilter> Filters { get; private set; } = [];

    public async Task<QueueSide> ReadAsync(Guid agentId, Guid? departmentId, CancellationToken cancellation)
    {
        Calling = await db.CaseMentions.CountAsync(row => row.AgentId == agentId && row.ReadAt == null, cancellation);
        ToSign = await signatures.Waiting().CountAsync(cancellation);
        Filters = await Of(agentId, departmentId).OrderBy(row => row.Name).ToListAsync(cancellation);
        return this;
    }

    private IQueryable<SavedFilter> Of(Guid agentId, Guid? departmentId) =>
        db.SavedFilters.AsNoTracking().Where(row => row.AgentId == agentId || (departmentId != null && row.DepartmentId == departmentId));
}
