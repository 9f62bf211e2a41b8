using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>The vocabulary of the index being searched, made again when the index or a list of the administrator changes.</summary>
internal sealed class Vocabularies(WordLists lists, TimeProvider clock)
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private IndexWords? _words;
    private Vocabulary? _current;
    private string _stamp = "";
    private long _checkedAt;

    /// <summary>All that is in force for an index, list by list.</summary>
    public IReadOnlyList<WordFamily> InForce(IndexWords words) =>
    [
        .. WordLists.Names.SelectMany(lists.Read),
        .. words.Acronyms.Select(acronym => acronym.Family),
    ];

    public Vocabulary Of(IndexWords words, FrenchAnalysis analysis)
    {
        lock (_gate)
        {
            var look = _current is null || clock.GetElapsedTime(_checkedAt) >= CheckEvery;
            if (_current is { } current && ReferenceEquals(words, _words) && (!look || _stamp == lists.Stamp))
            {
                return current;
            }

            (_words, _stamp, _checkedAt) = (words, lists.Stamp, clock.GetTimestamp());
            return _current = new Vocabulary(lists, words.Acronyms, analysis);
        }
    }
}
