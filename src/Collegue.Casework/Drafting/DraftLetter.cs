using System.Globalization;
using System.Text;
using Collegue.Answering;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Drafting;

/// <summary>
/// Lays an answer out as a letter an agent can send: greeting, the quoted sentences in order, where to go, online services,
/// signature of the service. What is added around the sentences claims nothing but the organisation's own contact details.
/// </summary>
internal sealed class DraftLetter(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, LetterTemplates templates)
{
    public async Task<string> ComposeAsync(Case subject, Message message, Answer answer, CancellationToken cancellation)
    {
        var culture = LetterTexts.CultureOf(subject.Language);
        var organisation = (await directory.FindAsync(scope.Current, cancellation))!.Organisation;
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subject.DepartmentId, cancellation);
        var template = await templates.CurrentAsync(cancellation);
        var letter = new StringBuilder();
        Paragraph(letter, string.IsNullOrWhiteSpace(subject.CitizenName)
            ? LetterTexts.Get("draft.greeting", culture)
            : LetterTexts.Get("draft.greeting.named", culture, subject.CitizenName));
        Paragraph(letter, template?.Opening ?? LetterTexts.Get("draft.opening", culture, TownHallTime.At(message.ReceivedAt)));
        Sentences(letter, answer, culture);
        Paragraph(letter, LetterTexts.Get("draft.closing", culture));
        Paragraph(letter, template?.Closing ?? LetterTexts.Get("draft.courtesy", culture));
        Paragraph(letter, template?.Signature ?? Letters.Signature(organisation, culture, department));
        return letter.ToString().Trim();
    }

    private static void Sentences(StringBuilder letter, Answer answer, CultureInfo culture)
    {
        string? situation = null;
        SentenceRole? section = null;
        foreach (var sentence in answer.Sentences)
        {
            if (sentence.Situation is { } applies && applies != situation)
            {
                Paragraph(letter, LetterTexts.Get("draft.situation", culture, applies));
            }

            situation = sentence.Situation ?? situation;
            if (sentence.Role != section && HeadingOf(sentence.Role) is { } heading)
            {
                Paragraph(letter, LetterTexts.Get(heading, culture));
            }

            section = sentence.Role;
            Paragraph(letter, sentence.Link is null || sentence.Text.Contains(sentence.Link, StringComparison.Ordinal) ? sentence.Text : $"{sentence.Text}\n{sentence.Link}");
        }
    }

    private static string? HeadingOf(SentenceRole role) => role switch
    {
        SentenceRole.WhereToGo => "draft.where",
        SentenceRole.OnlineService => "draft.online",
        _ => null,
    };

    private static void Paragraph(StringBuilder letter, string text) => letter.Append(text).Append("\n\n");
}
