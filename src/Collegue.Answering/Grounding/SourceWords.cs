using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding.Support;

namespace Collegue.Answering.Grounding;

/// <summary>Says in the words of its sources what a sentence said without proof.</summary>
internal static class SourceWords
{
    /// <summary>Share of the words of a sentence that the source's own must have to stand for it: fewer, and it may be about something else.</summary>
    private const double LeastShared = 0.15;

    /// <summary>Null when no sentence of the sources says enough of it, or when it could not be read alone.</summary>
    public static Claim? For(Claim claim, IReadOnlyList<StoredPassage> cited)
    {
        var found = new SupportJudge(cited).Closest(claim.Text, LeastShared)
            .OrderByDescending(unit => IsCited(unit, claim)).Select(unit => (unit.Passage, Spans: Readable(unit))).FirstOrDefault(found => found.Spans is not null);
        if (found.Spans is null)
            return null;
        var source = claim.Citations.First(citation => citation.PassageId == found.Passage.Id);
        var quotes = found.Spans.Select(span => source with { Quote = span.In(found.Passage.Text), Start = span.Start }).ToList();
        return new Claim(Claim.Join(quotes.Select(quote => quote.Quote)), quotes);
    }

    /// <summary>The sentence with its announcement, and with those before while it leans on them; null when that is not enough.</summary>
    private static List<SentenceSpan>? Readable(SourceUnit unit)
    {
        const int mostBefore = 2;
        var (text, all) = (unit.Passage.Text, SentenceSplitter.Split(unit.Passage.Text));
        var last = unit.Spans[^1];
        if (last.Kind == SentenceKind.Introduction || (last.Kind == SentenceKind.Plain && char.IsLetterOrDigit(text[last.End - 1])))
            return null;
        List<SentenceSpan> spans = last.Introduction >= 0 ? [all[last.Introduction], last] : [last];
        for (var added = 0; added < mostBefore && LeansOnAnother(spans[0], text); added++)
        {
            var before = all.LastOrDefault(span => span.End <= spans[0].Start);
            if (before is not { Length: > 0 })
                return null;
            spans.Insert(0, before);
        }

        return LeansOnAnother(spans[0], text) ? null : spans;
    }

    /// <summary>What is quoted as the proof comes first, if it says enough of the sentence.</summary>
    private static bool IsCited(SourceUnit unit, Claim claim) => claim.Citations.Any(citation =>
        citation.PassageId == unit.Passage.Id && citation.Start < unit.Spans[^1].End && unit.Spans[^1].Start < citation.Start + citation.Quote.Length);

    private static bool LeansOnAnother(SentenceSpan span, string text) => span.Start > 0 && Dangling.StartsSo(span.In(text));
}
