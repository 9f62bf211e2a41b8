using Collegue.Storage;
using Collegue.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Mail;

/// <summary>Reads what came by mail for a case, and what became of the letters written about it.</summary>
internal sealed class CaseMailReader(CollegueDb db)
{
    public async Task<CaseMail> OfAsync(Guid caseId, CancellationToken cancellation)
    {
        var letters = await db.OutboxMessages.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.CreatedAt).ToListAsync(cancellation);
        var mails = await db.IncomingMails.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.ReceivedAt)
            .Select(row => new ShownMail(row.Id, row.ReceivedAt, row.Sender, row.Subject, row.FromAnotherAddress, row.RefusedFiles, row.Content!.Text, row.LinkedCaseId,
                db.Cases.Where(other => other.Id == row.LinkedCaseId).Select(other => other.Number).FirstOrDefault()))
            .ToListAsync(cancellation);
        return new CaseMail(letters, mails);
    }

    public Task<OutboxMessage?> LetterAsync(Guid id, CancellationToken cancellation) =>
        db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.CaseId != null, cancellation);
}

internal sealed record CaseMail(IReadOnlyList<OutboxMessage> Letters, IReadOnlyList<ShownMail> Mails);

/// <param name="Whole">Null when nothing of it was left out of the message.</param>
internal sealed record ShownMail(
    Guid Id, DateTimeOffset ReceivedAt, string? Sender, string? Subject, bool FromAnotherAddress, string? RefusedFiles, string? Whole, Guid? LinkedCaseId, string? LinkedNumber)
{
    public IEnumerable<(string Name, string Reason)> Refused =>
        (RefusedFiles ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]));

    public bool HasSomethingToSay => FromAnotherAddress || RefusedFiles is not null || Whole is not null || LinkedNumber is not null;
}
