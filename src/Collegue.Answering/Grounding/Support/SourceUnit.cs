using System.Text.RegularExpressions;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Grounding.Support;

/// <summary>A sentence of a source, with what announces it when it is in a list, as words to be compared.</summary>
internal sealed partial class SourceUnit
{
    private SourceUnit(StoredPassage passage, IReadOnlyList<SentenceSpan> spans, string text) =>
        (Passage, Spans, Text, Tokens, Stems) = (passage, spans, text, Words.Of(text), Words.Stems(text));

    public StoredPassage Passage { get; }

    /// <summary>In the text of the passage, in order.</summary>
    public IReadOnlyList<SentenceSpan> Spans { get; }

    public string Text { get; }

    public IReadOnlyList<Word> Tokens { get; }

    public HashSet<string> Stems { get; }

    public IReadOnlyList<Fact> Facts => field ??= FactFinder.Find(Text);

    /// <summary>Its sentences; those of a list also with their announcement.</summary>
    public static IEnumerable<SourceUnit> Of(StoredPassage passage)
    {
        var spans = SentenceSplitter.Split(passage.Text);
        foreach (var span in spans)
        {
            yield return Of(passage, [span]);
            if (span.Introduction >= 0)
                yield return Of(passage, [spans[span.Introduction], span]);
        }
    }

    /// <summary>Runs of neighbouring clauses, four at most: what is denied in one clause is not denied in the next.</summary>
    public IEnumerable<SourceUnit> Clauses()
    {
        const int longest = 4;
        var parts = Separator().Split(Text);
        for (var from = 0; from < parts.Length; from++)
        {
            for (var to = from + 1; to <= Math.Min(parts.Length, from + longest); to++)
                yield return new SourceUnit(Passage, Spans, string.Join(' ', parts[from..to]));
        }
    }

    private static SourceUnit Of(StoredPassage passage, IReadOnlyList<SentenceSpan> spans) =>
        new(passage, spans, string.Join(' ', spans.Select(span => span.In(passage.Text))));

    [GeneratedRegex(@"[;:(),]| mais | car | donc ", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Separator();
}
