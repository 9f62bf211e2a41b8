using Collegue.Answering.Grounding;
using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Extracting;

/// <summary>Texts given with a question, cut and cited as documents are, though they are stored nowhere among the sources.</summary>
internal static class Attachments
{
    private const int UsualPassage = 700;

    /// <summary>Beside the best that was found: what was given with the question was given to be read.</summary>
    private const double Score = 1;

    public static IEnumerable<CandidateDocument> Documents(IReadOnlyList<AttachedText> texts) => texts.Select(text =>
        new CandidateDocument(text.Id, text.Name, text.Name, null, null, null, IsLocal: true, Score, [.. Passages(text)]));

    public static IEnumerable<StoredPassage> Stored(IReadOnlyList<AttachedText> texts) => texts.Select(text =>
        new StoredPassage(text.Id, text.Id, text.Text, null, null, null, text.Name, null));

    /// <summary>Whole paragraphs up to the usual length; one that is longer stands alone.</summary>
    private static IEnumerable<CandidatePassage> Passages(AttachedText text)
    {
        var (start, position) = (0, 0);
        while (start < text.Text.Length)
        {
            var end = start;
            do
            {
                var paragraph = text.Text.IndexOf('\n', end);
                end = paragraph < 0 ? text.Text.Length : paragraph + 1;
            }
            while (end < text.Text.Length && end - start < UsualPassage);
            if (!text.Text.AsSpan(start, end - start).IsWhiteSpace())
                yield return new CandidatePassage(text.Id, position++, PassageKind.Body, null, null, text.Text[start..end], Start: start);
            start = end;
        }
    }
}
