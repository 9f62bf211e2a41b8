using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending.Paper;

/// <summary>A letter ready to print, with what an agent must know first.</summary>
/// <param name="Lost">Characters the paper cannot show.</param>
public sealed record PrintedLetter(string Number, byte[] Pdf, IReadOnlyList<string> Lost);

/// <summary>Writes replies as letters to post. Nothing is stored: the same reply gives the same letter while the address stays.</summary>
public sealed class PaperLetters(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory)
{
    /// <summary>Null when there is no such reply.</summary>
    /// <param name="findAddress">Where the number and the code are typed to read the reply again.</param>
    public async Task<PrintedLetter?> PrintAsync(Guid replyId, string findAddress, CancellationToken cancellation)
    {
        var reply = await db.Replies.AsNoTracking().Include(row => row.Sources.OrderBy(source => source.Position))
            .SingleOrDefaultAsync(row => row.Id == replyId, cancellation);
        if (reply is null)
        {
            return null;
        }

        var subject = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == reply.CaseId, cancellation);
        var organisation = (await directory.FindAsync(scope.Current, cancellation))!.Organisation;
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subject.DepartmentId, cancellation);
        var letter = Write(subject, reply, organisation, department, findAddress);
        return new PrintedLetter(subject.Number, LetterPaper.Print(letter), LetterPaper.Lost(string.Join('\n', [.. letter.Recipient, letter.Body])));
    }

    internal static PaperLetter Write(Case subject, Reply reply, Organisation organisation, Department? department, string findAddress)
    {
        var culture = LetterTexts.CultureOf(subject.Language);
        return new PaperLetter(
            LetterTexts.Get("reply.subject", culture, subject.Number, organisation.Name),
            culture.Name,
            [organisation.Name, .. Letters.Signature(organisation, culture, department).Split('\n').Where(line => line != organisation.Name)],
            [subject.CitizenName ?? LetterTexts.Get("paper.unnamed", culture), .. PostalLines.Of(subject.PostalAddress)],
            LetterTexts.Get("copy.letter.place", culture, TownHallTime.At(reply.SentAt)),
            LetterTexts.Get("paper.reference", culture, subject.Number),
            LetterTexts.Get("paper.subject", culture, TownHallTime.At(subject.ReceivedAt)),
            reply.Text,
            [
                LetterTexts.Get("paper.signed", culture, reply.SignedBy),
                .. Letters.Origin(reply, organisation, findAddress, culture).Split('\n'),
                LetterTexts.Get("paper.follow", culture, findAddress, subject.Number, TrackingCode.Of(subject.TrackingToken)),
            ],
            LetterTexts.Get("paper.page", culture, "{0}", "{1}"),
            reply.SentAt);
    }
}
