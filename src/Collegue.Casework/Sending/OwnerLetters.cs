using System.Text;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending;

/// <summary>Writes to the department that owns a collection, or to the organisation when it has no e-mail address.</summary>
public sealed class OwnerLetters(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, AuditTrail trail, TimeProvider clock)
{
    private const int LongestSubject = 300;

    /// <summary>
    /// False when this was told before, by this process or another one, or when there is nobody to tell. The letter, its delivery
    /// and the fact are stored together; the reason is unique, so that whoever comes second writes nothing.
    /// </summary>
    public async Task<bool> TellAsync(OwnerNews news, CancellationToken cancellation)
    {
        if (await db.OutboxMessages.AnyAsync(row => row.Reason == news.Reason, cancellation))
        {
            return false;
        }

        var organisation = (await directory.FindAsync(scope.Current, cancellation))?.Organisation
            ?? throw new InvalidOperationException("Letters are written for an organisation.");
        var department = await db.Departments.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Slug == news.Collection.OwnerDepartment, cancellation);
        if ((Address(department?.Email) ?? Address(organisation.Email)) is not { } recipient)
        {
            return false;
        }

        var (subject, body) = Compose(news, Letters.Signature(organisation, LetterTexts.French, department));
        return await PutAsync(news.Reason, recipient, subject.Length > LongestSubject ? subject[..LongestSubject] : subject, body, cancellation);
    }

    private async Task<bool> PutAsync(string reason, string recipient, string subject, string body, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (organisation, id, at) = (scope.Current, Guid.CreateVersion7(now), now.ToUnixTimeMilliseconds());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO outbox_messages (organisation_id, id, reason, recipient, subject, body, created_at)
                VALUES ({organisation}, {id}, {reason}, {recipient}, {subject}, {body}, {at}) ON CONFLICT DO NOTHING
                """,
                cancellation) == 0)
        {
            return false;
        }

        db.Jobs.Add(new Job
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(now),
            Kind = JobKinds.Deliver,
            SubjectId = id,
            DueAt = now,
        });
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.System, "owner.told", SubjectId: id, Detail: $"reason={reason.Split(':')[0]}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static (string Subject, string Body) Compose(OwnerNews news, string signature)
    {
        var title = news.Collection.Title;
        return news switch
        {
            OwnerNews.ReviewDue due => (Text("owner.review.subject", title), Text("owner.review.body", title, Day(due.Due), signature)),
            OwnerNews.Expiry expiry => (Text("owner.expiry.subject", title),
                Text("owner.expiry.body", title, List("owner.expiry.expired", expiry.Expired) + List("owner.expiry.soon", expiry.Soon), signature)),
            OwnerNews.ReadingTrouble trouble => (Text("owner.reading.subject", title),
                Text(trouble.Run.State == Storage.Knowledge.ImportState.Failed ? "owner.reading.failed" : "owner.reading.skipped",
                    title, TownHallTime.At(trouble.Run.FinishedAt ?? trouble.Run.StartedAt), signature, trouble.Run.Skipped)),
            OwnerNews.Feedback feedback => (Text("owner.feedback.subject", title, Text($"owner.feedback.{feedback.Kind.ToString().ToLowerInvariant()}")),
                Text("owner.feedback.body", title, feedback.From, Text($"owner.feedback.{feedback.Kind.ToString().ToLowerInvariant()}"),
                    string.Concat(feedback.Documents.Select(document => $"\n- {document}")),
                    feedback.Note is { } note ? Text("owner.feedback.note", note) : "", signature)),
            _ => throw new InvalidOperationException(news.GetType().Name),
        };
    }

    private static string List(string heading, ExpiringDocuments documents)
    {
        if (documents.Count == 0)
        {
            return "";
        }

        var list = new StringBuilder("\n").Append(Text(heading, documents.Count));
        foreach (var document in documents.First)
        {
            list.Append('\n').Append(Text("owner.expiry.line", document.Title, Day(document.ValidUntil)));
        }

        if (documents.Count > documents.First.Count)
        {
            list.Append('\n').Append(Text("owner.expiry.more", documents.Count - documents.First.Count));
        }

        return list.Append('\n').ToString();
    }

    private static string Text(string key, params object?[] values) => LetterTexts.Get(key, LetterTexts.French, values);

    private static DateTime Day(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    private static string? Address(string? email) => string.IsNullOrWhiteSpace(email) ? null : email.Trim();
}
