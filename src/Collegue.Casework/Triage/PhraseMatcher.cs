using System.Runtime.InteropServices;

namespace Collegue.Casework.Triage;

/// <summary>Finds every phrase of the rules in a message, in time proportional to the message.</summary>
internal sealed class PhraseMatcher(Lexicon lexicon)
{
    private readonly Dictionary<int, List<(PhraseStep[] Steps, int Phrase)>> byFirstWord = [];
    private int count;

    /// <summary>Adds a phrase and returns its number.</summary>
    public int Add(string source)
    {
        var number = count++;
        foreach (var steps in Phrase.Parse(source, lexicon).Variants)
        {
            foreach (var word in steps[0].Words)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(byFirstWord, word, out _);
                (list ??= []).Add((steps, number));
            }
        }

        return number;
    }

    public List<PhraseMatch> Find(List<Word> words)
    {
        var meanings = Meanings(words);
        var found = new List<PhraseMatch>();
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var meaning in meanings[at])
            {
                if (!byFirstWord.TryGetValue(meaning, out var phrases))
                    continue;
                foreach (var (steps, phrase) in phrases)
                {
                    var end = steps.Length == 1 ? at + 1 : Follow(steps, 1, at + 1, words, meanings);
                    if (end > 0)
                        found.Add(new PhraseMatch(phrase, at, end));
                }
            }
        }

        return found;
    }

    // A message repeats its words: each distinct one is looked up once.
    private int[][] Meanings(List<Word> words)
    {
        var known = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var meanings = new int[words.Count][];
        for (var at = 0; at < words.Count; at++)
        {
            ref var ids = ref CollectionsMarshal.GetValueRefOrAddDefault(known, words[at].Folded, out _);
            meanings[at] = ids ??= lexicon.Find(words[at].Folded);
        }

        return meanings;
    }

    private static int Follow(PhraseStep[] steps, int step, int at, List<Word> words, int[][] meanings)
    {
        if (step == steps.Length)
            return at;
        var (wanted, optional, gap) = steps[step];
        for (var skipped = 0; skipped <= gap && at + skipped < words.Count; skipped++)
        {
            if (words[at + skipped - 1].EndsSentence)
                break;
            if (!meanings[at + skipped].AsSpan().ContainsAny(wanted))
                continue;
            var end = Follow(steps, step + 1, at + skipped + 1, words, meanings);
            if (end > 0)
                return end;
        }

        return optional ? Follow(steps, step + 1, at, words, meanings) : -1;
    }
}

/// <summary>A phrase found at words [<paramref name="Start"/>, <paramref name="End"/>) of the message.</summary>
internal readonly record struct PhraseMatch(int Phrase, int Start, int End)
{
    public bool Overlaps(PhraseMatch other) => Start < other.End && other.Start < End;
}
