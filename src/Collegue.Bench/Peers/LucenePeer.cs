using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = System.IO.Directory;

namespace Collegue.Bench.Peers;

/// <summary>Lucene alone: one BM25 score a document, with its own French analyser.</summary>
public sealed class LucenePeer : IPeer
{
    private static readonly Dictionary<string, float> Weights = new(StringComparer.Ordinal) { ["title"] = 3, ["description"] = 1.5f, ["body"] = 1 };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("collegue-lucene-");
    private readonly FrenchAnalyzer analyzer = new(LuceneVersion.LUCENE_48);
    private readonly FSDirectory directory;
    private DirectoryReader? reader;
    private IndexSearcher? searcher;

    public LucenePeer()
    {
        directory = FSDirectory.Open(folder);
    }

    public string Name => "Lucene.Net 4.8 BM25 alone";

    public string French => "FrenchAnalyzer: elision, stop words, light stems; accents kept";

    public async Task<int> IndexAsync(IAsyncEnumerable<PeerDocument> documents, CancellationToken cancellation)
    {
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer) { Similarity = new BM25Similarity() }))
        {
            await foreach (var document in documents.WithCancellation(cancellation))
            {
                writer.AddDocument(new Document
                {
                    new StringField("id", document.Id, Field.Store.YES),
                    new TextField("title", document.Title, Field.Store.NO),
                    new TextField("description", document.Description, Field.Store.NO),
                    new TextField("body", document.Body, Field.Store.NO),
                });
            }

            writer.ForceMerge(1);
        }

        reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
        return reader.NumDocs;
    }

    public Task<IReadOnlyList<string>> SearchAsync(string query, int top, CancellationToken cancellation)
    {
        var question = new BooleanQuery();
        foreach (var word in Words(query))
        {
            foreach (var (field, weight) in Weights)
            {
                question.Add(new TermQuery(new Term(field, word)) { Boost = weight }, Occur.SHOULD);
            }
        }

        var found = searcher!.Search(question, top);
        return Task.FromResult<IReadOnlyList<string>>([.. found.ScoreDocs.Select(hit => searcher.Doc(hit.Doc).Get("id", System.Globalization.CultureInfo.InvariantCulture))]);
    }

    public ValueTask DisposeAsync()
    {
        reader?.Dispose();
        directory.Dispose();
        analyzer.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private List<string> Words(string text)
    {
        var words = new List<string>();
        using var stream = analyzer.GetTokenStream("body", text);
        var word = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            words.Add(word.ToString()!);
        }

        stream.End();
        return words;
    }
}
