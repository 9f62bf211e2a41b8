using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Answering.Grounding;

/// <summary>Reads passages from the database, within the organisation whose scope was entered and what its parents share.</summary>
internal sealed class DatabasePassages(CollegueDb db, OrganisationScope scope) : IStoredPassages
{
    public async Task<IReadOnlyDictionary<Guid, StoredPassage>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.ToArray();
        Guid[] owners = [scope.Current, .. scope.Ancestors];
        return await db.Passages.AsNoTracking()
            .Where(row => owners.Contains(row.OrganisationId) && wanted.Contains(row.Id))
            .Select(row => new StoredPassage(
                row.Id, row.DocumentId, row.Text, row.Heading, row.Situation, row.Url, row.Document!.Title, row.Document.Url))
            .ToDictionaryAsync(row => row.Id, cancellation);
    }
}
