using Collegue.Access;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Api;

/// <summary>Finds what a program names, among what it may read.</summary>
internal sealed class Shelves(CollegueDb db, CurrentOrganisation current)
{
    /// <summary>
    /// The collection of this name: the organisation's own before those of the organisations above, the nearest one first.
    /// </summary>
    public async Task<Collection?> FindAsync(string slug, ReadingRights rights, CancellationToken cancellation)
    {
        var found = await rights.Of(db.Collections.AsNoTracking()).Where(row => row.Slug == slug).ToListAsync(cancellation);
        return found.MinBy(row => Distance(row.OrganisationId));
    }

    /// <summary>0 for the organisation itself, 1 for its parent…</summary>
    public int Distance(Guid organisation)
    {
        if (organisation == current.View?.Id)
        {
            return 0;
        }

        for (var at = 0; at < current.View?.Ancestors.Count; at++)
        {
            if (current.View.Ancestors[at] == organisation)
            {
                return at + 1;
            }
        }

        return int.MaxValue;
    }
}
