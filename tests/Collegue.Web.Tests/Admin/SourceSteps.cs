using Collegue.Storage.Knowledge;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>What administrators do with sources, said once.</summary>
internal static class SourceSteps
{
    public const string Commune = "sainte-amarelle";

    public static async Task<Screen> AddAsync(this Visitor administrator, string? kind, string location = "", string name = "", string every = "Never")
    {
        var filled = new Dictionary<string, string> { ["Location"] = location, ["Name"] = name, ["Every"] = every };
        if (kind is not null)
        {
            filled["Kind"] = kind;
        }

        return await administrator.SendAsync(await administrator.OpenAsync("/admin/knowledge/add"), "Location", filled);
    }

    /// <summary>Sends the form of a source that leads to this handler.</summary>
    public static Task<Screen> PressAsync(this Visitor administrator, Screen screen, string handler, Guid source, string? every = null) =>
        administrator.SendAsync(screen, $"{handler}?source={source}", every is null ? null : new Dictionary<string, string> { ["Every"] = every });

    /// <summary>The source of a collection once it was read this many times to the end.</summary>
    public static Task<Source> ReadAsync(this ProductServer server, string collection, int times = 1) =>
        Background.UntilAsync(() => server.ReadAsync(Commune, async db =>
            await db.ImportRuns.CountAsync(run => run.Collection == collection && run.State == ImportState.Finished) >= times
            && await db.Jobs.AllAsync(job => job.Kind != "read-source" || job.State == Storage.Jobs.JobState.Done)
                ? await server.SourceAsync(collection)
                : null));

    public static Task<Source?> SourceAsync(this ProductServer server, string collection) => server.ReadAsync(Commune, db =>
        db.Sources.AsNoTracking().SingleOrDefaultAsync(
            row => db.Collections.Any(found => found.Id == row.CollectionId && found.Slug == collection), TestContext.Current.CancellationToken));

    public static Task<List<string>> ActionsAsync(this ProductServer server, Guid source) => server.ReadAsync(Commune, db =>
        db.AuditEntries.Where(row => row.SubjectId == source && row.AgentId != null).OrderBy(row => row.Sequence).Select(row => row.Action)
            .ToListAsync(TestContext.Current.CancellationToken));
}
