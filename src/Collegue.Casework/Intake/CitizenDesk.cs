using Collegue.Casework.Deadlines;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Intake;

/// <summary>What became of a citizen's action on the tracking page.</summary>
public abstract record CitizenOutcome
{
    private CitizenOutcome()
    {
    }

    public sealed record Done : CitizenOutcome;

    /// <summary>No case has this link.</summary>
    public sealed record Unknown : CitizenOutcome;

    public sealed record Invalid(IReadOnlyList<IntakeProblem> Problems) : CitizenOutcome;
}

/// <summary>What a citizen does with the secret link of a case.</summary>
public sealed class CitizenDesk(
    CollegueDb db, OrganisationScope scope, AuditTrail trail, Departures departures, CaseClocks clocks, TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options)
{
    /// <summary>The case with its messages and files (no bytes), read-only; null when the link is unknown.</summary>
    public async Task<Case?> FindAsync(string trackingToken, CancellationToken cancellation) =>
        await db.Cases.AsNoTracking().AsSplitQuery()
            .Include(row => row.Messages.OrderBy(message => message.ReceivedAt)).ThenInclude(message => message.Attachments)
            .SingleOrDefaultAsync(row => row.TrackingToken == trackingToken, cancellation);

    /// <summary>
    /// Adds a message: drafts written before it become stale, the case goes back to be prepared.
    /// <paramref name="submissionId"/> sent twice adds one message.
    /// </summary>
    /// <param name="agentId">Who typed it in for the citizen; null when the citizen did.</param>
    public async Task<CitizenOutcome> AddMessageAsync(
        string trackingToken, Guid submissionId, string body, IReadOnlyList<SubmittedFile> files, CancellationToken cancellation, Guid? agentId = null)
    {
        var clean = PlainText.Clean(body);
        var problems = new List<IntakeProblem>();
        SubmissionRules.CheckBody(clean, options.Value, problems);
        SubmissionRules.CheckFiles(files, options.Value, problems);
        if (problems.Count > 0)
        {
            return new CitizenOutcome.Invalid(problems);
        }

        return await ChangeAsync(trackingToken, async subject =>
        {
            if (await db.Messages.AnyAsync(row => row.Id == submissionId, cancellation))
            {
                return null;
            }

            await departures.StopAsync(subject, "new-message", Actor.Citizen, null, cancellation);
            var now = clock.GetUtcNow();
            db.Messages.Add(IncomingMessage.Build(subject, submissionId, clean, files, now));
            db.Jobs.Add(FrontDesk.JobOf(subject, JobKinds.PrepareCase, submissionId, now));
            await clocks.CitizenActsAsync(subject, cancellation);
            subject.State = CaseState.Received;
            subject.LastMessageAt = now;
            await db.Drafts.Where(row => row.CaseId == subject.Id && row.State == DraftState.Ready)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DraftState.Stale), cancellation);
            return new AuditFact(agentId is null ? Actor.Citizen : Actor.Agent, "message.received", subject.Id, submissionId, agentId, $"files={files.Count}");
        }, cancellation);
    }

    /// <summary>From now on a human answers: no reason is asked, no draft is prepared.</summary>
    public Task<CitizenOutcome> AskForHumanAsync(string trackingToken, CancellationToken cancellation) =>
        ChangeAsync(trackingToken, async subject =>
        {
            if (subject.HumanRequested)
            {
                return null;
            }

            await departures.StopAsync(subject, "human-requested", Actor.Citizen, null, cancellation);

            subject.HumanRequested = true;
            subject.Handling = Handling.Human;
            if (subject.State is CaseState.Answered or CaseState.ToDeliver)
            {
                await clocks.CitizenActsAsync(subject, cancellation);
                subject.State = CaseState.ToReview;
            }

            return new AuditFact(Actor.Citizen, "human.requested", subject.Id);
        }, cancellation);

    /// <summary>The answer to the question asked after a reply, and to the two optional ones; given again, it replaces the former.</summary>
    public Task<CitizenOutcome> RateAsync(
        string trackingToken, SatisfactionAnswer answer, RequestEase? ease, HelpNeeded? help, CancellationToken cancellation) =>
        ChangeAsync(trackingToken, async subject =>
        {
            var given = await db.Satisfactions.SingleOrDefaultAsync(row => row.CaseId == subject.Id, cancellation);
            if (given is null)
            {
                db.Satisfactions.Add(new Satisfaction
                {
                    OrganisationId = scope.Current,
                    CaseId = subject.Id,
                    Answer = answer,
                    Ease = ease,
                    Help = help,
                    AnsweredAt = clock.GetUtcNow(),
                });
            }
            else
            {
                (given.Answer, given.Ease, given.Help) = (answer, ease, help);
                given.AnsweredAt = clock.GetUtcNow();
            }

            return new AuditFact(Actor.Citizen, "satisfaction.given", subject.Id, Detail: $"answer={answer}");
        }, cancellation);

    /// <summary>
    /// Records what the citizen asks about the handling of the case; an agent answers it, nothing is executed.
    /// <paramref name="requestId"/> sent twice is one request.
    /// </summary>
    public Task<CitizenOutcome> AskAsync(
        string trackingToken, Guid requestId, CitizenRequestKind kind, string? text, CancellationToken cancellation)
    {
        var clean = PlainText.Clean(text ?? "") is { Length: > 0 } given ? given : null;
        var problems = new List<IntakeProblem>();
        if (clean is not null)
        {
            SubmissionRules.CheckBody(clean, options.Value, problems);
        }
        else if (kind == CitizenRequestKind.Correction)
        {
            problems.Add(new(IntakeField.Request, "request-empty"));
        }

        return problems.Count > 0
            ? Task.FromResult<CitizenOutcome>(new CitizenOutcome.Invalid(problems))
            : ChangeAsync(trackingToken, async subject =>
            {
                if (await db.CitizenRequests.AnyAsync(row => row.Id == requestId, cancellation))
                {
                    return null;
                }

                db.CitizenRequests.Add(new CitizenRequest
                {
                    OrganisationId = scope.Current,
                    Id = requestId,
                    CaseId = subject.Id,
                    Kind = kind,
                    Text = clean,
                    AskedAt = clock.GetUtcNow(),
                });
                return new AuditFact(Actor.Citizen, "request.made", subject.Id, requestId, Detail: $"kind={kind}");
            }, cancellation);
    }

    /// <summary>The secret part of the tracking link, for somebody who types the number and the code of a receipt; null when they do not fit.</summary>
    public async Task<string?> FindByCodeAsync(string? number, string? code, CancellationToken cancellation)
    {
        if (CaseNumber.Read(number) is not { } known || TrackingCode.Read(code) is not { } typed)
        {
            return null;
        }

        var token = await db.Cases.AsNoTracking().Where(row => row.Number == known).Select(row => row.TrackingToken).SingleOrDefaultAsync(cancellation);
        return token is not null && TrackingCode.Opens(typed, token) ? token : null;
    }

    private async Task<CitizenOutcome> ChangeAsync(
        string trackingToken, Func<Case, Task<AuditFact?>> change, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Takes the row before reading it: an agent's form opened earlier carries an older revision and will be refused.
        await db.Cases.Where(row => row.TrackingToken == trackingToken)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        var subject = await db.Cases.SingleOrDefaultAsync(row => row.TrackingToken == trackingToken, cancellation);
        if (subject is null)
        {
            return new CitizenOutcome.Unknown();
        }

        if (await change(subject) is not { } fact)
        {
            return new CitizenOutcome.Done();
        }

        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(fact, cancellation);
        await transaction.CommitAsync(cancellation);
        return new CitizenOutcome.Done();
    }
}
