using Collegue.Answering.Grounding;

namespace Collegue.Answering.Generating;

/// <summary>Gives a sentence of a model its exact quotes.</summary>
internal static class CitedSentences
{
    private const int MostCitations = 3;

    /// <summary>The passage that holds the quote first. A passage that shares no word with the sentence is not cited, whatever the model says.</summary>
    public static Claim ToClaim(Written.Sentence written, IReadOnlyList<NumberedPassage> passages)
    {
        var cited = written.Passages.Select(number => passages.FirstOrDefault(passage => passage.Number == number)).OfType<NumberedPassage>()
            .Take(MostCitations).ToList();
        var quoted = cited.Select(passage => (passage, span: QuoteFinder.Find(passage.Passage.Text, written.Quote))).ToList();
        var found = quoted.FindIndex(one => one.span is not null);
        return new Claim(written.Text,
        [
            .. quoted.Select((one, at) => (one.passage, span: at == found ? one.span : QuoteFinder.Closest(one.passage.Passage.Text, written.Text), at))
                .Where(one => one.span is not null).OrderBy(one => one.at == found ? -1 : one.at)
                .Select(one => Citation(one.passage, one.span!.Value)),
        ]);
    }

    /// <summary>Whom the sentence applies to, as the passage of its quote says.</summary>
    public static string? SituationOf(Claim claim, IReadOnlyList<NumberedPassage> passages) => claim.Citations.Count == 0
        ? null
        : passages.FirstOrDefault(passage => passage.Passage.Id == claim.Citations[0].PassageId)?.Passage.Situation is { Length: > 0 } situation ? situation : null;

    private static AnswerCitation Citation(NumberedPassage numbered, QuoteSpan span)
    {
        var (document, passage) = (numbered.Document, numbered.Passage);
        return new AnswerCitation(passage.Id, document.Id, document.Key, document.Title, passage.Heading, document.Url, document.Updated,
            document.Notice, passage.Text.Substring(span.Start, span.Length), passage.Start + span.Start);
    }
}
