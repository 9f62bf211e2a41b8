using Collegue.Storage;
using Collegue.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Intake.Mail;

/// <summary>
/// Finds the case a mail belongs to. Whoever answers a letter of ours directly holds that letter; everybody else must write from the
/// address of the citizen, or stays outside.
/// </summary>
public sealed class MailThreads(CollegueDb db)
{
    /// <summary>Null when the mail is about no case we know.</summary>
    internal async Task<ThreadFound?> FindAsync(ReadMail read, CancellationToken cancellation)
    {
        var direct = read.Answers.Select(MailThread.LetterOf).OfType<Guid>().ToList();
        if (await CaseOfLettersAsync(direct, cancellation) is { } answered && await OpenAsync(answered, cancellation) is { } own)
        {
            return own with { Enters = true, FromAnotherAddress = !IsBy(own, read) };
        }

        var candidates = new List<Guid?>
        {
            await CaseOfLettersAsync([.. read.References.Select(MailThread.LetterOf).OfType<Guid>()], cancellation),
            await CaseOfEarlierMailsAsync(read.References, cancellation),
        };
        foreach (var number in MailThread.CaseNumbersIn(read.Subject))
        {
            candidates.Add(await db.Cases.Where(row => row.Number == number).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation));
        }

        ThreadFound? apart = null;
        foreach (var candidate in candidates.OfType<Guid>().Distinct())
        {
            var found = await OpenAsync(candidate, cancellation);
            if (found is not null && IsBy(found, read))
            {
                return found with { Enters = true };
            }

            apart ??= found;
        }

        return apart;
    }

    /// <summary>The case of the letter that an automatic mail answers.</summary>
    internal async Task<Guid?> CaseAnsweredAsync(ReadMail read, CancellationToken cancellation) =>
        await CaseOfLettersAsync([.. read.References.Select(MailThread.LetterOf).OfType<Guid>()], cancellation);

    private static bool IsBy(ThreadFound found, ReadMail read) =>
        found.CitizenEmail is { } citizen
        && (string.Equals(citizen, read.Sender, StringComparison.OrdinalIgnoreCase) || string.Equals(citizen, read.AnswerTo, StringComparison.OrdinalIgnoreCase));

    private async Task<Guid?> CaseOfLettersAsync(List<Guid> letters, CancellationToken cancellation)
    {
        if (letters.Count == 0)
        {
            return null;
        }

        var cases = await db.OutboxMessages.Where(row => letters.Contains(row.Id) && row.CaseId != null)
            .Select(row => new { row.Id, row.CaseId }).ToListAsync(cancellation);
        return letters.Select(letter => cases.FirstOrDefault(row => row.Id == letter)?.CaseId).FirstOrDefault(found => found is not null);
    }

    private async Task<Guid?> CaseOfEarlierMailsAsync(IReadOnlyList<string> references, CancellationToken cancellation)
    {
        if (references.Count == 0)
        {
            return null;
        }

        var hashes = references.Select(MailThread.HashOf).ToList();
        return await db.IncomingMails.Where(row => hashes.Contains(row.MessageIdHash!) && row.CaseId != null)
            .OrderByDescending(row => row.ReceivedAt).Select(row => row.CaseId).FirstOrDefaultAsync(cancellation);
    }

    private Task<ThreadFound?> OpenAsync(Guid caseId, CancellationToken cancellation) =>
        db.Cases.Where(row => row.Id == caseId).Select(row => new ThreadFound(row.Id, row.TrackingToken, row.CitizenEmail)).SingleOrDefaultAsync(cancellation);
}

/// <param name="CitizenEmail">The only address that may enter by the number of the case.</param>
internal sealed record ThreadFound(Guid CaseId, string TrackingToken, string? CitizenEmail)
{
    /// <summary>False when the mail is about the case but comes from somebody else.</summary>
    public bool Enters { get; init; }

    public bool FromAnotherAddress { get; init; }
}
