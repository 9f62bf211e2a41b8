using System.Globalization;
using Collegue.Casework;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Workers;

/// <summary>
/// What people do to the sources of the current organisation, each in one transaction with its audit entry. False when there is
/// no such source, or nothing to do.
/// </summary>
internal sealed class SourceControl(CollegueDb db, OrganisationScope scope, JobRequests jobs, AuditTrail trail, TimeProvider clock)
{
    public static DateTimeOffset? Next(int? everyHours, TimeProvider clock) =>
        everyHours is { } hours ? clock.GetUtcNow() + TimeSpan.FromHours(hours) : null;

    /// <param name="agent">Who asks; null for a command.</param>
    public Task<bool> ReadNowAsync(Guid source, Guid? agent, CancellationToken cancellation) =>
        ChangeAsync(source, agent, "source.read", async (row, _) =>
        {
            if (row.Paused)
            {
                return null;
            }

            await jobs.QueueAsync(JobKinds.ReadSource, source, again: false, cancellation);
            return "";
        }, cancellation);

    public Task<bool> ScheduleAsync(Guid source, Rhythm rhythm, Guid? agent, CancellationToken cancellation) =>
        ChangeAsync(source, agent, "source.scheduled", (row, _) =>
        {
            int? everyHours = rhythm == Rhythm.Never ? null : (int)rhythm;
            if (row.EveryHours == everyHours)
            {
                return Task.FromResult<string?>(null);
            }

            (row.EveryHours, row.NextAt) = (everyHours, Next(everyHours, clock));
            return Task.FromResult<string?>($";hours={everyHours?.ToString(CultureInfo.InvariantCulture) ?? "never"}");
        }, cancellation);

    /// <summary>Stops the import that runs, at its next document, and every later one.</summary>
    public Task<bool> PauseAsync(Guid source, Guid? agent, CancellationToken cancellation) =>
        ChangeAsync(source, agent, "source.paused", async (row, slug) =>
        {
            if (row.Paused)
            {
                return null;
            }

            row.Paused = true;
            await db.SaveChangesAsync(cancellation);
            await Running(slug).ExecuteUpdateAsync(
                set => set.SetProperty(run => run.State, ImportState.Paused).SetProperty(run => run.FinishedAt, clock.GetUtcNow()), cancellation);
            return "";
        }, cancellation);

    /// <summary>Goes on at once from what was stored.</summary>
    public Task<bool> ResumeAsync(Guid source, Guid? agent, CancellationToken cancellation) =>
        ChangeAsync(source, agent, "source.resumed", async (row, _) =>
        {
            if (!row.Paused)
            {
                return null;
            }

            row.Paused = false;

            // The job that the pause stopped may still be on its way out.
            await jobs.QueueAsync(JobKinds.ReadSource, source, again: true, cancellation);
            return "";
        }, cancellation);

    /// <summary>Forgets the source, its collection and every document of it. Its imports stay in the history.</summary>
    public Task<bool> DeleteAsync(Guid source, Guid? agent, CancellationToken cancellation) =>
        ChangeAsync(source, agent, "source.deleted", async (row, slug) =>
        {
            // First of all: the importer touches its run before each write, and stops when this was there before.
            await Running(slug).ExecuteUpdateAsync(
                set => set.SetProperty(run => run.State, ImportState.Failed).SetProperty(run => run.FinishedAt, clock.GetUtcNow())
                    .SetProperty(run => run.Failure, "The source was deleted."), cancellation);
            var (organisation, collection) = (scope.Current, row.CollectionId);
            var documents = db.Documents.Where(document => document.OrganisationId == organisation && document.CollectionId == collection);
            var count = await documents.CountAsync(cancellation);
            await db.Passages.Where(passage => passage.OrganisationId == organisation
                && documents.Any(document => document.Id == passage.DocumentId)).ExecuteDeleteAsync(cancellation);
            await documents.ExecuteDeleteAsync(cancellation);
            var files = db.UploadedFiles.Where(file => file.CollectionId == collection);
            await db.UploadedContents.Where(content => files.Any(file => file.Id == content.FileId)).ExecuteDeleteAsync(cancellation);
            await files.ExecuteDeleteAsync(cancellation);
            db.Sources.Remove(row);
            await db.SaveChangesAsync(cancellation);
            await db.Collections.Where(found => found.OrganisationId == organisation && found.Id == collection).ExecuteDeleteAsync(cancellation);
            return string.Create(CultureInfo.InvariantCulture, $";documents={count}");
        }, cancellation);

    private IQueryable<ImportRun> Running(string slug) =>
        db.ImportRuns.Where(run => run.Collection == slug && run.State == ImportState.Running);

    /// <param name="change">Gives what to add to the audit entry, or null when nothing was to be done.</param>
    private async Task<bool> ChangeAsync(
        Guid source, Guid? agent, string action, Func<Source, string, Task<string?>> change, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Sources.SingleOrDefaultAsync(row => row.Id == source, cancellation) is not { } found)
        {
            return false;
        }

        var slug = await db.Collections.Where(row => row.OrganisationId == found.OrganisationId && row.Id == found.CollectionId)
            .Select(row => row.Slug).SingleAsync(cancellation);
        if (await change(found, slug) is not { } detail)
        {
            return false;
        }

        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(
            agent is null ? Actor.System : Actor.Agent, action, SubjectId: source, AgentId: agent, Detail: $"collection={slug}{detail}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
