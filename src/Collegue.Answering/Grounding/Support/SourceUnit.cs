using System.Text.RegularExpressions;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Grounding.Support;

/// <summary>A sentence of a source with what announces it, as words to be compared.</summary>
internal sealed partial class SourceUnit
{
    private SourceUnit(string text) => (Text, Tokens, Stems) = (text, Words.Of(text), Words.Stems(text));

    public string Text { get; }

    public IReadOnlyList<Word> Tokens { get; }

    public HashSet<string> Stems { get; }

    public IReadOnlyList<Fact> Facts => field ??= FactFinder.Find(Text);

    /// <summary>Its sentences; those of a list also with their announcement.</summary>
    public static IEnumerable<SourceUnit> Of(string passage)
    {
        var spans = SentenceSplitter.Split(passage);
        foreach (var span in spans)
        {
            yield return new SourceUnit(span.In(passage));
            if (span.Introduction >= 0)
                yield return new SourceUnit($"{spans[span.Introduction].In(passage)} {span.In(passage)}");
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
                yield return new SourceUnit(string.Join(' ', parts[from..to]));
        }
    }

    [GeneratedRegex(@"[;:(),]| mais | car | donc ", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Separator();
}
