using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>How common words are in the documents of the instance; figures about words, never about one document.</summary>
public sealed class WordFrequencies
{
    private static readonly FrenchAnalysis Analysis = new();

    private readonly ISearchEngine _engine;

    internal WordFrequencies(ISearchEngine engine) => _engine = engine;

    /// <summary>For each word the share of documents that hold it, from 0 (none) to 1; a stop word is in all of them.</summary>
    public async Task<IReadOnlyDictionary<string, double>> OfAsync(IReadOnlyCollection<string> words, CancellationToken cancellation)
    {
        using var view = await _engine.OpenAsync(cancellation);
        return words.Distinct(StringComparer.Ordinal).ToDictionary(
            word => word,
            word => Analysis.Words(word, 1) is [var stem] ? view.Words.Frequency(stem) / (double)Math.Max(1, view.Words.Documents) : 1,
            StringComparer.Ordinal);
    }
}
