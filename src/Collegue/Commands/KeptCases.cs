using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Commands;

/// <summary>What the database of an instance holds once the colleague has prepared everything it was given.</summary>
internal sealed record KeptCases(int Cases, int Prepared, int Triaged, int Drafts)
{
    /// <summary>Looks in the default organisation until no job is left.</summary>
    public static async Task<KeptCases> WaitUntilPreparedAsync(string dataDirectory, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(dataDirectory, cancellation);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var owner = await host.Services.OrganisationAsync(null, cancellation);
        while (true)
        {
            await using var scope = host.Services.CreateScope(owner);
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            if (!await db.Jobs.AnyAsync(row => row.State == JobState.Queued || row.State == JobState.Running, cancellation))
            {
                return new KeptCases(
                    await db.Cases.CountAsync(cancellation),
                    await db.Cases.CountAsync(row => row.State == CaseState.ToReview, cancellation),
                    await db.TriageResults.CountAsync(cancellation),
                    await db.Drafts.CountAsync(cancellation));
            }

            await pause.WaitForNextTickAsync(cancellation);
        }
    }
}
