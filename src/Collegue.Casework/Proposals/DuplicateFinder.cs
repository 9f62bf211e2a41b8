using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Proposals;

/// <summary>An older open case that is probably the same request.</summary>
/// <param name="Likeness">Of the two messages, from 0 to 1.</param>
/// <param name="Reasons">Codes, as <c>email;same-text</c>.</param>
public sealed record FoundDuplicate(Guid CaseId, double Likeness, bool SameTask, string Reasons);

/// <summary>
/// Looks for an open case of the same citizen that says nearly the same, or is of the same kind. A name alone proves little: it
/// needs nearly the same text.
/// </summary>
public sealed class DuplicateFinder(CollegueDb db, OrganisationScope scope)
{
    private const int MostCompared = 50;

    /// <summary>How far back the same kind of task is the same request; a near-identical text is, as long as the case is open.</summary>
    private static readonly TimeSpan SameKindWithin = TimeSpan.FromDays(30);

    /// <summary>The likeliest; null when there is none, or when the message is not the first of its case.</summary>
    public async Task<FoundDuplicate?> FindAsync(Message message, string? task, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var subject = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == message.CaseId, cancellation);
        if (subject.ReceivedAt != message.ReceivedAt)
        {
            return null;
        }

        var linked = await db.CaseLinks.Where(row => row.OrganisationId == scope.Current && (row.CaseId == subject.Id || row.OtherCaseId == subject.Id))
            .Select(row => row.CaseId == subject.Id ? row.OtherCaseId : row.CaseId).ToListAsync(cancellation);
        var others = await OfCitizen(subject).Where(row => !linked.Contains(row.Id)).OrderByDescending(row => row.ReceivedAt).Take(MostCompared)
            .Select(row => new
            {
                Case = row,
                Body = db.Messages.Where(first => first.OrganisationId == scope.Current && first.CaseId == row.Id).OrderBy(first => first.ReceivedAt)
                    .Select(first => first.Body).First(),
            }).ToListAsync(cancellation);
        return others.Select(other => Compare(subject, message.Body, task, other.Case, other.Body)).OfType<FoundDuplicate>()
            .OrderByDescending(found => found.Likeness).ThenByDescending(found => found.SameTask).FirstOrDefault();
    }

    private IQueryable<Case> OfCitizen(Case subject)
    {
        var email = subject.CitizenEmail?.Trim().ToLowerInvariant();
        var phone = Digits(subject.CitizenPhone);
        var name = subject.CitizenName?.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1308, CA1311, CA1862 // Lower case is computed by the database.
        return db.Cases.AsNoTracking()
            .Where(row => row.OrganisationId == scope.Current && (row.State == CaseState.Received || row.State == CaseState.ToReview))
            .Where(row => row.Id != subject.Id && row.ReceivedAt <= subject.ReceivedAt)
            .Where(row => (email != null && row.CitizenEmail != null && row.CitizenEmail.ToLower() == email)
                || (phone != "" && row.CitizenPhone != null
                    && row.CitizenPhone.Replace(" ", "").Replace(".", "").Replace("-", "").Replace("+33", "0") == phone)
                || (name != null && row.CitizenName != null && row.CitizenName.ToLower() == name));
#pragma warning restore CA1304, CA1308, CA1311, CA1862
    }

    private static FoundDuplicate? Compare(Case subject, string body, string? task, Case other, string otherBody)
    {
        var contact = Same(subject.CitizenEmail, other.CitizenEmail) ? "email"
            : Digits(subject.CitizenPhone) is { Length: > 0 } phone && phone == Digits(other.CitizenPhone) ? "phone"
            : "name";
        var likeness = TextLikeness.Of(body, otherBody);
        var alike = TextLikeness.SayTheSame(likeness, task, other.Task);
        var kind = task is not null && task == other.Task && subject.ReceivedAt - other.ReceivedAt <= SameKindWithin;
        return alike || (kind && contact != "name")
            ? new FoundDuplicate(other.Id, likeness, kind, string.Join(';', ((string?[])[contact, alike ? "same-text" : null, kind ? "same-kind" : null]).OfType<string>()))
            : null;
    }

    private static bool Same(string? one, string? other) =>
        !string.IsNullOrWhiteSpace(one) && string.Equals(one.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Digits(string? phone) =>
        (phone ?? "").Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            .Replace("+33", "0", StringComparison.Ordinal);
}
