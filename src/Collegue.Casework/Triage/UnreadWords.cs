using Collegue.Storage.Cases;

namespace Collegue.Casework.Triage;

/// <summary>
/// Words of a message that nothing in the rules knows: neither an ordinary word of a request for information nor a word
/// of a kind of task. Where there are several, part of the message was not read, and may be what matters in it.
/// </summary>
internal sealed class UnreadWords
{
    private static readonly char[] PhraseSigns = [' ', '|', '?', '\'', '’', '-', '.', '…'];

    private readonly Lexicon plain;
    private readonly int limit;

    public UnreadWords(RuleSet rules)
    {
        limit = rules.UnreadLimit;
        var kinds = rules.Kinds.Where(kind => kind.Handling != Handling.Human).ToList();
        var texts = kinds.SelectMany(kind => kind.Examples.Append(kind.Name.Fr).Append(kind.Name.En).Append(kind.Description.Fr))
            .Concat(rules.Languages.Values.SelectMany(list => list)).ToList();
        var written = kinds.SelectMany(kind => kind.Terms.Values.SelectMany(list => list)).Concat(rules.PlainWords)
            .SelectMany(phrase => phrase.Split(PhraseSigns, StringSplitOptions.RemoveEmptyEntries)).ToList();
        var known = texts.SelectMany(text => Words.Read(text)).Select(word => word.Folded).ToList();
        plain = new Lexicon(known);
        foreach (var word in known)
            plain.Add(WordForm.Inflected, word);
        foreach (var word in written)
        {
            if (Words.Read(word) is [var only])
                plain.Add(word.EndsWith('*') && only.Folded.Length > 1 ? WordForm.Beginning : WordForm.Inflected, only.Folded);
        }
    }

    /// <summary>The unread words, or nothing while they are too few to count.</summary>
    public List<PhraseMatch> Find(string message, List<Word> words)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unread = new List<PhraseMatch>();
        for (var at = 0; at < words.Count && limit > 0; at++)
        {
            if (seen.Add(words[at].Folded) && !char.IsDigit(words[at].Folded[0]) && !Names.Holds(message, words, at)
                && plain.Find(words[at].Folded).Length == 0)
            {
                unread.Add(new PhraseMatch(0, at, at + 1));
            }
        }

        return unread.Count >= limit ? unread : [];
    }
}
