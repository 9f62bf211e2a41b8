using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>Who says how much energy models take, as declared now.</summary>
internal static class EnergySources
{
    /// <summary>Those of the models that declare one; they may be of an organisation above, which shares them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(CollegueDb db, IReadOnlyCollection<Guid> models, CancellationToken cancellation) => models.Count == 0
        ? new Dictionary<Guid, string>()
        : await db.LanguageModels.AsNoTracking().IgnoreQueryFilters().Where(row => models.Contains(row.Id) && row.EnergySource != null)
            .ToDictionaryAsync(row => row.Id, row => row.EnergySource!, cancellation);
}
