using System.Collections.Frozen;
using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>The words of everything that can be searched: how common each is, how each is written, and which acronyms are explained.</summary>
internal sealed class IndexWords
{
    private readonly FrozenDictionary<string, int> _frequencies;

    /// <param name="documents">How many documents there are.</param>
    /// <param name="frequencies">For each stem the number of documents that have it.</param>
    /// <param name="forms">Words as they are written, folded, with how often they come.</param>
    /// <param name="acronyms">Acronyms that documents explain, with their words.</param>
    public IndexWords(
        int documents, IEnumerable<KeyValuePair<string, int>> frequencies, IEnumerable<KeyValuePair<string, int>> forms,
        IReadOnlyList<Acronym> acronyms)
    {
        Documents = documents;
        _frequencies = frequencies.ToFrozenDictionary(StringComparer.Ordinal);
        Spelling = new Spelling(forms, Frequency);
        Acronyms = acronyms;
    }

    public int Documents { get; }
    public Spelling Spelling { get; }
    public IReadOnlyList<Acronym> Acronyms { get; }

    /// <summary>How many documents have a stem; 0 for one that none has.</summary>
    public int Frequency(string stem) => _frequencies.GetValueOrDefault(stem);
}

/// <param name="Short">As <c>CNI</c>.</param>
/// <param name="Long">As <c>carte nationale d'identité</c>.</param>
internal sealed record Acronym(string Short, string Long)
{
    public WordFamily Family => new(Path.GetFileNameWithoutExtension(WordLists.Acronyms), [Short, Long], WordOrigin.Sources);
}
