namespace Collegue.Casework.Triage;

/// <summary>
/// A phrase of the rules file. Words are separated by spaces, apostrophes or hyphens; <c>mot*</c> is every word that
/// begins so, <c>=mot</c> this word only, <c>a|b</c> either, <c>mot?</c> may be missing, <c>...</c> is up to four words.
/// </summary>
internal sealed class Phrase
{
    private const int WidestGap = 4;
    private const int MaximumVariants = 8;

    private static readonly HashSet<string> Elisions =
        ["j", "n", "m", "t", "s", "l", "d", "c", "qu", "jusqu", "lorsqu"];

    private Phrase(string source, IReadOnlyList<PhraseStep[]> variants)
    {
        Source = source;
        Variants = variants;
    }

    public string Source { get; }

    /// <summary>The phrase with elisions written apart ("j'en") and stuck together ("jen").</summary>
    public IReadOnlyList<PhraseStep[]> Variants { get; }

    /// <exception cref="FormatException">The phrase cannot be read; the message says why.</exception>
    public static Phrase Parse(string source, Lexicon lexicon)
    {
        var raw = new List<RawStep>();
        var gap = 0;
        if (source.Split(' ').FirstOrDefault(part => part.LastIndexOfAny(['\'', '’', '-']) > part.IndexOf('|', StringComparison.Ordinal)
            && part.Contains('|', StringComparison.Ordinal)) is { } ambiguous)
        {
            throw new FormatException($"\"{ambiguous}\" in the phrase \"{source}\" has an apostrophe or a hyphen after |");
        }

        foreach (var part in source.Split([' ', '\'', '’', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is "..." or "…")
            {
                if (raw.Count == 0)
                    throw new FormatException($"the phrase \"{source}\" begins with a gap");
                gap = WidestGap;
                continue;
            }

            raw.Add(ReadStep(source, part, gap));
            gap = 0;
        }

        if (raw.Count == 0)
            throw new FormatException($"the phrase \"{source}\" holds no word");
        if (gap > 0)
            throw new FormatException($"the phrase \"{source}\" ends with a gap");
        if (raw[0].Optional)
            throw new FormatException($"the phrase \"{source}\" begins with a word that may be missing");
        var variants = Glue(raw).Take(MaximumVariants).Select(steps => Compile(steps, lexicon)).ToList();
        return new Phrase(source, variants);
    }

    private static RawStep ReadStep(string source, string part, int gap)
    {
        var optional = part.EndsWith('?');
        var body = optional ? part[..^1] : part;
        var words = new List<(WordForm, string)>();
        foreach (var alternative in body.Split('|'))
        {
            var form = alternative.StartsWith('=') ? WordForm.Exact
                : alternative.EndsWith('*') ? WordForm.Beginning
                : WordForm.Inflected;
            var folded = Words.Read(alternative);
            if (folded.Count != 1)
                throw new FormatException($"\"{alternative}\" in the phrase \"{source}\" is not one word");
            if (form == WordForm.Beginning && folded[0].Folded.Length < 2)
                throw new FormatException($"\"{alternative}\" in the phrase \"{source}\" is too short to be a beginning");
            words.Add((form, folded[0].Folded));
        }

        return new RawStep(words, optional, gap);
    }

    private static IEnumerable<List<RawStep>> Glue(List<RawStep> steps)
    {
        yield return steps;
        for (var at = 0; at + 1 < steps.Count; at++)
        {
            var elision = steps[at];
            var next = steps[at + 1];
            if (elision.Words.Count != 1 || !Elisions.Contains(elision.Words[0].Text) || next.Gap > 0 || next.Optional)
                continue;
            var stuck = next.Words.Select(word => (word.Form, elision.Words[0].Text + word.Text)).ToList();
            List<RawStep> tail = [.. steps.Skip(at + 2)];
            foreach (var rest in tail.Count == 0 ? [tail] : Glue(tail))
                yield return [.. steps.Take(at), new RawStep(stuck, false, elision.Gap), .. rest];
        }
    }

    private static PhraseStep[] Compile(List<RawStep> steps, Lexicon lexicon) =>
        [.. steps.Select(step => new PhraseStep(
            [.. step.Words.Select(word => lexicon.Add(word.Form, word.Text)).Distinct()], step.Optional, step.Gap))];

    private sealed record RawStep(List<(WordForm Form, string Text)> Words, bool Optional, int Gap);
}

/// <param name="Words">Ids in the lexicon; any of them fits.</param>
/// <param name="Gap">How many words of the message may be skipped before this one.</param>
internal readonly record struct PhraseStep(int[] Words, bool Optional, int Gap);
