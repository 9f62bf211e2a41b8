using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Collegue.Access.Keys;
using Collegue.Casework;
using Collegue.Casework.Intake;
using Collegue.Pages;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Api.Cases;

/// <summary>Portals hand over citizens' requests and follow them: the same case, the same clock as from the form.</summary>
internal static class CaseEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const string TrackingToken = "Tracking-Token";
    private const int LongestKey = 200;

    public static async Task<Results<Created<CaseReceipt>, Ok<CaseReceipt>, ProblemHttpResult>> SubmitAsync(
        HttpContext context, ClaimsPrincipal user, FrontDesk desk, CollegueDb db, IOptionsSnapshot<CaseworkOptions> limits, CancellationToken cancellation,
        [FromHeader(Name = IdempotencyKey)] string? idempotencyKey = null)
    {
        if (idempotencyKey is not { Length: > 0 and <= LongestKey })
        {
            return ApiProblems.Invalid($"{IdempotencyKey} is needed: 1 to {LongestKey} characters that are the same when a request is sent again, and for no other request.");
        }

        var body = await CaseBody.ReadAsync(context.Request, limits.Value, cancellation);
        if (body.Request is not { } request)
        {
            return ApiProblems.Invalid(body.Problem!);
        }

        var (submission, problems) = CaseReading.Of(request, body.Files, IdentityOf(user, idempotencyKey));
        if (problems.Count > 0)
        {
            return CaseProblems.Of(problems);
        }

        return await desk.AcceptAsync(submission, context.TrackingLink, cancellation) switch
        {
            IntakeOutcome.Invalid invalid => CaseProblems.Of(invalid.Problems),
            IntakeOutcome.Accepted { Again: false } accepted => TypedResults.Created($"/api/cases/{accepted.Number}", ReceiptOf(accepted, context)),
            IntakeOutcome.Accepted again => await IsSameAsync(again, submission, db, cancellation)
                ? TypedResults.Ok(ReceiptOf(again, context))
                : TypedResults.Problem($"This {IdempotencyKey} was used for another request.", statusCode: StatusCodes.Status422UnprocessableEntity, title: "Unprocessable Entity"),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    public static async Task<Results<Ok<CaseStatus>, ProblemHttpResult>> FindAsync(
        string number, HttpContext context, CitizenDesk desk, CollegueDb db, CancellationToken cancellation,
        [FromHeader(Name = TrackingToken)] string? trackingToken = null)
    {
        if (string.IsNullOrEmpty(trackingToken) || await desk.FindAsync(trackingToken, cancellation) is not { } subject || subject.Number != number)
        {
            return ApiProblems.Missing($"No case has this number and this {TrackingToken}.");
        }

        context.Response.Headers.CacheControl = "no-store";
        var replies = await db.Replies.AsNoTracking().Include(row => row.Sources.OrderBy(source => source.Position))
            .Where(row => row.CaseId == subject.Id).OrderBy(row => row.SentAt).ToListAsync(cancellation);
        var department = await db.Departments.Where(row => row.Id == subject.DepartmentId).Select(row => row.Name).SingleOrDefaultAsync(cancellation);
        return TypedResults.Ok(new CaseStatus(
            subject.Number, Views.Name((subject.State == CaseState.Leaving ? CaseState.ToReview : subject.State).ToString()), subject.ReceivedAt, subject.DueAt, subject.AnsweredAt, department, subject.HumanRequested,
            [.. replies.Select(reply => new CaseReply(
                reply.SentAt, reply.SignedBy, reply.Text, reply.DraftId is not null,
                [.. reply.Sources.Select(source => new CaseReplySource(source.Title, source.Url, source.Updated, source.Quote))]))]));
    }

    /// <summary>The same key of the same program is the same request, whatever was lost in between.</summary>
    private static Guid IdentityOf(ClaimsPrincipal user, string idempotencyKey) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.FindFirstValue(KeyClaims.Id)}\0{idempotencyKey}")).AsSpan(0, 16));

    /// <summary>Compares what no agent can change: contact details may have been corrected since.</summary>
    private static async Task<bool> IsSameAsync(IntakeOutcome.Accepted known, Submission submission, CollegueDb db, CancellationToken cancellation) =>
        await db.Messages.Where(row => row.CaseId == known.CaseId).OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).Select(row => row.Body).FirstAsync(cancellation)
        == PlainText.Clean(submission.Body);

    private static CaseReceipt ReceiptOf(IntakeOutcome.Accepted accepted, HttpContext context) =>
        new(accepted.Number, accepted.TrackingToken, context.TrackingLink(accepted.TrackingToken), TrackingCode.Of(accepted.TrackingToken));
}
