using Collegue.Knowledge.Indexing;
using Lucene.Net.Index;

namespace Collegue.Knowledge.Searching;

/// <summary>How common words are in the documents of the instance; figures about words, never about one document.</summary>
public sealed class WordFrequencies(KnowledgeIndex index)
{
    private static readonly FrenchAnalysis Analysis = new();

    /// <summary>For each word the share of documents that hold it, from 0 (none) to 1; a stop word is in all of them.</summary>
    public async Task<IReadOnlyDictionary<string, double>> OfAsync(IReadOnlyCollection<string> words, CancellationToken cancellation)
    {
        using var lease = await index.AcquireAsync(cancellation);
        var documents = lease.Snapshot.Documents.IndexReader;
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            shares[word] = Analysis.Words(word, 1) is [var stem]
                ? Ranking.DocumentFields.Max(field => documents.DocFreq(new Term(field.Field, stem))) / (double)Math.Max(1, documents.NumDocs)
                : 1;
        }

        return shares;
    }
}
