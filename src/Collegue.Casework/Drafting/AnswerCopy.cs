using System.Globalization;
using System.Text;
using Collegue.Answering;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Drafting;

/// <summary>How an agent takes an answer along.</summary>
public enum CopyForm
{
    Letter,
    Email,
    Text,
}

/// <param name="Subject">Of the letter or e-mail; null for plain text.</param>
public sealed record CopiedAnswer(string? Subject, string Text);

/// <summary>
/// Lays an answer of the assistant out to be taken along, with its sources. The sentences are those of the answer, word for word;
/// one that no source supports says so.
/// </summary>
public sealed class AnswerCopy(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, TimeProvider clock)
{
    /// <param name="department">Slug of the department that signs; null for the organisation itself.</param>
    public async Task<CopiedAnswer> ComposeAsync(
        Answer answer, string question, CopyForm form, string? department, CultureInfo language, CancellationToken cancellation)
    {
        var culture = LetterTexts.CultureOf(language.TwoLetterISOLanguageName);
        var organisation = (await directory.FindAsync(scope.Current, cancellation))!.Organisation;
        var office = await db.Departments.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == department, cancellation);
        var signature = Letters.Signature(organisation, culture, office);
        var copy = new StringBuilder();
        if (form == CopyForm.Letter)
        {
            Paragraph(copy, signature);
            Paragraph(copy, LetterTexts.Get("copy.letter.place", culture, TownHallTime.At(clock.GetUtcNow())));
        }

        Paragraph(copy, form == CopyForm.Text
            ? LetterTexts.Get("copy.question", culture, question)
            : form == CopyForm.Letter ? LetterTexts.Get("copy.subject", culture, question) : LetterTexts.Get("draft.greeting", culture));
        if (form == CopyForm.Letter)
        {
            Paragraph(copy, LetterTexts.Get("copy.greeting", culture));
        }

        if (form != CopyForm.Text)
        {
            Paragraph(copy, LetterTexts.Get("copy.opening", culture));
        }

        copy.Append(AnswerParagraphs.Of(answer, culture)).Append("\n\n");
        if (form != CopyForm.Text)
        {
            Paragraph(copy, LetterTexts.Get("draft.closing", culture));
            Paragraph(copy, LetterTexts.Get(form == CopyForm.Letter ? "copy.courtesy" : "draft.courtesy", culture));
            Paragraph(copy, form == CopyForm.Letter ? office?.Name ?? organisation.Name : signature);
        }

        Paragraph(copy, Sources(answer, culture));
        if (form == CopyForm.Text)
        {
            Paragraph(copy, LetterTexts.Get("copy.prepared", culture));
        }

        return new CopiedAnswer(form == CopyForm.Text ? null : question, copy.ToString().Trim());
    }

    private static string Sources(Answer answer, CultureInfo culture)
    {
        var lines = answer.Sentences.SelectMany(sentence => sentence.Citations).DistinctBy(citation => citation.DocumentId)
            .Select(citation => $"- {SourceLine(citation, culture)}").ToList();
        return lines.Count == 0 ? "" : $"{LetterTexts.Get("reply.sources", culture)}\n{string.Join('\n', lines)}";
    }

    private static string SourceLine(AnswerCitation citation, CultureInfo culture)
    {
        var updated = citation.Updated is { } date ? $", {LetterTexts.Get("source.updated", culture, date.ToDateTime(TimeOnly.MinValue))}" : "";
        return $"{citation.Title}{updated}{(citation.Url is null ? "" : $" : {citation.Url}")}";
    }

    private static void Paragraph(StringBuilder copy, string text)
    {
        if (text.Length > 0)
        {
            copy.Append(text).Append("\n\n");
        }
    }
}
