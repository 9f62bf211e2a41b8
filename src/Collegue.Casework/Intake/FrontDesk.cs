using System.Security.Cryptography;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Intake;

/// <summary>
/// Accepts submissions: one transaction stores the case, its message, the acknowledgement and the promise to prepare it,
/// so that a number is only ever shown for a case that is on disk.
/// </summary>
public sealed class FrontDesk(
    CollegueDb db,
    OrganisationScope scope,
    AuditTrail trail,
    Letters letters,
    CaseClocks clocks,
    TimeProvider clock,
    IOptionsSnapshot<CaseworkOptions> options)
{
    /// <summary>A fresh id for an empty form; unguessable, since it leads back to the case.</summary>
    public static Guid NewSubmissionId() => new(RandomNumberGenerator.GetBytes(16));

    public async Task<IntakeOutcome> AcceptAsync(Submission raw, Func<string, string> trackingLink, CancellationToken cancellation)
    {
        var submission = raw with
        {
            Body = PlainText.Clean(raw.Body),
            Name = PlainText.CleanOrNull(raw.Name),
            Email = PlainText.CleanOrNull(raw.Email),
            Phone = PlainText.CleanOrNull(raw.Phone),
            PostalAddress = PostalLines.CleanOrNull(raw.PostalAddress),
            Proxy = raw.Proxy is { } proxy
                ? proxy with { Name = PlainText.CleanOrNull(proxy.Name) ?? "", Structure = PlainText.CleanOrNull(proxy.Structure) }
                : null,
        };
        if (SubmissionRules.Check(submission, options.Value, clock.Today()) is { Count: > 0 } problems)
        {
            return new IntakeOutcome.Invalid(problems);
        }

        if (await FindAsync(submission.SubmissionId, cancellation) is { } known)
        {
            return known;
        }

        try
        {
            return await StoreAsync(submission, trackingLink, cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // The same submission may have been accepted by a parallel request (a double click).
            db.ChangeTracker.Clear();
            if (await FindAsync(submission.SubmissionId, cancellation) is { } accepted)
            {
                return accepted;
            }

            throw;
        }
    }

    private async Task<IntakeOutcome.Accepted?> FindAsync(Guid submissionId, CancellationToken cancellation) =>
        await db.Cases.AsNoTracking().Where(row => row.SubmissionId == submissionId)
            .Select(row => new IntakeOutcome.Accepted(row.Id, row.Number, row.TrackingToken, true))
            .SingleOrDefaultAsync(cancellation);

    private async Task<IntakeOutcome> StoreAsync(Submission submission, Func<string, string> trackingLink, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        var received = submission.ReceivedOn is { } day && day != clock.Today() ? TownHallTime.Noon(day) : now;
        var opened = new Case
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Number = await NextNumberAsync(now.Year, cancellation),
            TrackingToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)),
            SubmissionId = submission.SubmissionId,
            Channel = submission.Channel,
            Subject = PlainText.FirstWords(submission.Body, 140),
            CitizenName = submission.Name,
            CitizenEmail = submission.Email,
            CitizenPhone = submission.Phone,
            PostalAddress = submission.PostalAddress,
            ReplyBy = submission.ReplyBy,
            DepartmentId = submission.DepartmentId,
            Language = submission.Language,
            ReceivedAt = received,
            LastMessageAt = received,
        };
        db.Cases.Add(opened);
        await clocks.OpenAsync(opened, trackingLink(opened.TrackingToken), cancellation, automatic: !submission.Acknowledge);
        if (submission.Proxy is { } proxy)
        {
            db.CaseProxies.Add(new CaseProxy
            {
                OrganisationId = scope.Current,
                CaseId = opened.Id,
                Name = proxy.Name,
                Quality = proxy.Quality,
                Consent = proxy.Consent,
                Structure = proxy.Structure,
            });
        }

        var message = IncomingMessage.Build(opened, Guid.CreateVersion7(now), submission.Body, submission.Files, received);
        db.Messages.Add(message);
        db.Jobs.Add(JobOf(opened, JobKinds.PrepareCase, message.Id, now));
        if (submission.Acknowledge)
        {
            await letters.AcknowledgeAsync(opened, submission.Body, trackingLink(opened.TrackingToken), cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(
                submission.AgentId is null ? Actor.Citizen : Actor.Agent, "case.received", opened.Id, message.Id, submission.AgentId,
                $"channel={submission.Channel};files={submission.Files.Count}{(submission.Proxy is { } asking ? $";proxy={asking.Quality}" : "")}"),
            cancellation);
        await transaction.CommitAsync(cancellation);
        return new IntakeOutcome.Accepted(opened.Id, opened.Number, opened.TrackingToken, false);
    }

    /// <summary>Must be called in the transaction that stores the case.</summary>
    internal async Task<string> NextNumberAsync(int year, CancellationToken cancellation)
    {
        var raised = await db.CaseCounters.Where(row => row.Year == year)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Last, row => row.Last + 1), cancellation);
        if (raised == 0)
        {
            db.CaseCounters.Add(new CaseCounter { OrganisationId = scope.Current, Year = year, Last = 1 });
            await db.SaveChangesAsync(cancellation);
            return Number(year, 1);
        }

        return Number(year, await db.CaseCounters.Where(row => row.Year == year).Select(row => row.Last).SingleAsync(cancellation));
    }

    private static string Number(int year, int last) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{year}-{last:D6}");

    internal static Job JobOf(Case subject, string kind, Guid subjectId, DateTimeOffset now) => new()
    {
        OrganisationId = subject.OrganisationId,
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        SubjectId = subjectId,
        DueAt = now,
    };
}
