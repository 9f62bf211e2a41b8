using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Storage.Organisations;

/// <summary>An organisation with the ones above it, nearest first.</summary>
public sealed record OrganisationView(Organisation Organisation, IReadOnlyList<Guid> Ancestors)
{
    public Guid Id => Organisation.Id;
    public string Slug => Organisation.Slug;
    public string Name => Organisation.Name;
}

/// <summary>
/// Finds organisations by name without a query for each request: the list is read again at most every ten seconds.
/// </summary>
public sealed class OrganisationDirectory(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);
    private Snapshot current = new([], DateTimeOffset.MinValue);

    public async Task<OrganisationView?> FindAsync(string slug, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(view => view.Slug == slug);

    public async Task<OrganisationView?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(view => view.Id == id);

    /// <summary>Those below one, however far.</summary>
    public async Task<IReadOnlyList<Guid>> BelowAsync(Guid id, CancellationToken cancellation) =>
        [.. (await ListAsync(cancellation)).Where(view => view.Ancestors.Contains(id)).Select(view => view.Id)];

    /// <summary>The one that answers when an address names none; null on an instance without organisations.</summary>
    public async Task<OrganisationView?> FindDefaultAsync(CancellationToken cancellation)
    {
        var all = await ListAsync(cancellation);
        return all.FirstOrDefault(view => view.Organisation.IsDefault) ?? (all.Count == 1 ? all[0] : null);
    }

    public async Task<IReadOnlyList<OrganisationView>> ListAsync(CancellationToken cancellation)
    {
        var snapshot = current;
        if (clock.GetUtcNow() - snapshot.ReadAt < Freshness)
        {
            return snapshot.Organisations;
        }

        await SocketThread.LeaveAsync();
        await using var services = scopes.CreateAsyncScope();
        var db = services.ServiceProvider.GetRequiredService<CollegueDb>();
        List<Organisation> rows;
        try
        {
            rows = await db.Organisations.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        }
        catch (DbException) when (snapshot.Organisations.Count > 0)
        {
            // The page that says that the database is out of reach still names the town hall and its phone.
            return snapshot.Organisations;
        }

        var byId = rows.ToDictionary(row => row.Id);
        var views = rows.ConvertAll(row => new OrganisationView(row, Above(row, byId)));
        current = new Snapshot(views, clock.GetUtcNow());
        return views;
    }

    /// <summary>Forgets what was read, after organisations were added or changed by this process.</summary>
    public void Refresh() => current = new Snapshot([], DateTimeOffset.MinValue);

    private static List<Guid> Above(Organisation organisation, Dictionary<Guid, Organisation> byId)
    {
        var above = new List<Guid>();
        for (var parent = organisation.ParentId; parent is { } id && !above.Contains(id); parent = byId.GetValueOrDefault(id)?.ParentId)
        {
            above.Add(id);
        }

        return above;
    }

    private sealed record Snapshot(IReadOnlyList<OrganisationView> Organisations, DateTimeOffset ReadAt);
}
