using Collegue.Answering.Extracting;

namespace Collegue.Answering.Generating;

/// <param name="Start">Offset in the text of the passage.</param>
internal readonly record struct QuoteSpan(int Start, int Length);

/// <summary>Finds in a stored passage the words a model says it copied: spaces, apostrophes, dashes, quotes and capitals may differ.</summary>
internal static class QuoteFinder
{
    /// <summary>Fewer letters prove nothing: they are in any text.</summary>
    private const int Shortest = 12;

    public static QuoteSpan? Find(string passage, string? quote)
    {
        if (quote is null)
            return null;
        foreach (var part in quote.Split(["…", "...", "[…]", "[...]"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                     .OrderByDescending(part => part.Length))
        {
            if (FindWhole(passage, part.Trim('"', '«', '»', '“', '”', ' ', '\u00A0')) is { } span)
                return span;
        }

        return null;
    }

    /// <summary>The sentence of the passage that shares most words with the text; null when none shares any.</summary>
    public static QuoteSpan? Closest(string passage, string text)
    {
        var words = Words.Stems(text);
        var best = SentenceSplitter.Split(passage)
            .Select(span => (Span: span, Shared: Words.Stems(span.In(passage)).Count(words.Contains)))
            .Where(candidate => candidate.Shared > 0)
            .OrderByDescending(candidate => candidate.Shared).ThenBy(candidate => candidate.Span.Length).FirstOrDefault();
        return best.Shared == 0 ? null : new QuoteSpan(best.Span.Start, best.Span.Length);
    }

    private static QuoteSpan? FindWhole(string passage, string quote)
    {
        if (quote.Length < Shortest)
            return null;
        var exact = passage.IndexOf(quote, StringComparison.Ordinal);
        if (exact >= 0)
            return new QuoteSpan(exact, quote.Length);

        var (there, places) = Plain(passage);
        var (wanted, _) = Plain(quote);
        wanted = wanted.Trim();
        var at = wanted.Length < Shortest ? -1 : there.IndexOf(wanted, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var start = places[at];
        return new QuoteSpan(start, places[at + wanted.Length - 1] + 1 - start);
    }

    /// <summary>The text as it is compared, and where each of its letters stands in the original.</summary>
    private static (string Text, List<int> Places) Plain(string text)
    {
        var (plain, places) = (new System.Text.StringBuilder(text.Length), new List<int>(text.Length));
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at] switch
            {
                '’' or '‘' or 'ʼ' => '\'',
                '«' or '»' or '“' or '”' => '"',
                '–' or '—' or '‑' => '-',
                var other when char.IsWhiteSpace(other) => ' ',
                var other => char.ToLowerInvariant(other),
            };
            if (letter == '\u00AD' || (letter == ' ' && plain.Length > 0 && plain[^1] == ' '))
                continue;
            plain.Append(letter);
            places.Add(at);
        }

        return (plain.ToString(), places);
    }
}
