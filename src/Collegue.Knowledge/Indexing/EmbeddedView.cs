using System.Globalization;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Searching.Words;
using Collegue.Knowledge.Vectors;
using Collegue.Storage.Knowledge;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Entry = Lucene.Net.Documents.Document;

namespace Collegue.Knowledge.Indexing;

/// <summary>The embedded index held open for one search: words by Lucene, meaning by a scan of all vectors that may be found.</summary>
internal sealed class EmbeddedView(IndexSnapshot snapshot, Catalogue catalogue) : ISearchView
{
    private bool _released;

    public IndexSnapshot Snapshot => snapshot;
    public Catalogue Catalogue => catalogue;
    public IndexWords Words => snapshot.Words;

    public MeaningVectors? Another(CompleteVectors complete)
    {
        complete.Seek(snapshot);
        return snapshot.Another;
    }

    public ValueTask<IReadOnlyList<Candidate>> GatherAsync(Gathering gathering, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<Candidate>>(Gather(gathering));

    public ValueTask<FoundRows> ReadAsync(IReadOnlyList<int> documents, IReadOnlyList<int> passages, CancellationToken cancellation) =>
        ValueTask.FromResult(new FoundRows(
            [.. documents.Select(number => snapshot.DocumentRows.Get(number, Document))],
            [.. passages.Select(number => snapshot.PassageRows.Get(number, Passage))]));

    public void Dispose()
    {
        if (!_released)
        {
            _released = true;
            snapshot.Release();
        }
    }

    private List<Candidate> Gather(Gathering gathering)
    {
        var (query, question) = (gathering.Query, gathering.Question);
        var byWords = question.Words.Count > 0 && query.Mode != SearchMode.Semantic;
        var scores = byWords
            ? snapshot.Documents.Search(question.Over(Ranking.DocumentFields, snapshot.DocumentTerms), snapshot.Filters.Of(gathering), gathering.MostDocuments).ScoreDocs
                .ToDictionary(found => found.Doc, found => found.Score)
            : [];
        List<ClosestPassage> closest = gathering.Meaning is { } meaning
            ? [.. VectorScan.Top(Vectors(gathering), meaning, gathering.MostPassages, snapshot.Filters.RowsOf(snapshot, gathering))
                .Select(row => new ClosestPassage(snapshot.Map.Rows.PassageOf(row.Row), row.Score))]
            : [];
        var documents = scores.Keys.Union(closest.Select(passage => snapshot.Map.DocumentOf(passage.Number))).ToList();
        var passages = byWords ? PassageScoring.Score(snapshot, question.Over(Ranking.PassageFields, snapshot.PassageTerms), documents)
            : query.Mode == SearchMode.Semantic ? ByMeaning(closest)
            : [];
        AskedVector? asked = gathering.Meaning is null ? null : new AskedVector(gathering.Meaning);
        return [.. documents.Select(document => new Candidate(
            document, snapshot.Map.OrdinalOf(document), gathering.Local, snapshot.TitleWords.Get(document, TitleWords), snapshot.Map.SignatureOf(document),
            scores.GetValueOrDefault(document), passages.GetValueOrDefault(document, []), asked is { } vector ? Closest(document, Vectors(gathering), vector) : null))];
    }

    private PackedVectors Vectors(Gathering gathering) => gathering.Another?.Vectors ?? snapshot.Vectors;

    /// <summary>When meaning alone decides, its passages are the closest ones, with their cosines.</summary>
    private Dictionary<int, List<ScoredPassage>> ByMeaning(IReadOnlyList<ClosestPassage> closest) => closest.GroupBy(passage => snapshot.Map.DocumentOf(passage.Number))
        .ToDictionary(group => group.Key, group => group.OrderBy(passage => passage.Number)
            .Select(passage => new ScoredPassage(passage.Number, passage.Similarity, snapshot.Map.KindOf(passage.Number))).ToList());

    private ClosestPassage? Closest(int document, PackedVectors vectors, in AskedVector asked)
    {
        var (first, count) = snapshot.Map.Rows.Of(snapshot.Map.Of(document));
        if (count == 0)
        {
            return null;
        }

        var scores = count <= 256 ? stackalloc float[count] : new float[count];
        VectorScan.Score(vectors, asked, first, scores);
        var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(scores);
        return scores[best] > 0 ? new ClosestPassage(snapshot.Map.Rows.PassageOf(first + best), scores[best]) : null;
    }

    private string[] TitleWords(int document)
    {
        var leaves = snapshot.Documents.IndexReader.Leaves;
        var leaf = leaves[ReaderUtil.SubIndex(document, leaves)];
        var stored = new BytesRef();
        leaf.AtomicReader.GetBinaryDocValues(IndexFields.TitleWords)?.Get(document - leaf.DocBase, stored);
        return stored.Utf8ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private DocumentRow Document(int number)
    {
        var entry = snapshot.Documents.Doc(number);
        return new DocumentRow(
            Guid.ParseExact(Kept(entry, IndexFields.Id), "N"), Guid.ParseExact(Kept(entry, IndexFields.Collection), "N"), Kept(entry, IndexFields.Key),
            Kept(entry, IndexFields.Title), Optional(Kept(entry, IndexFields.Description)), Kept(entry, IndexFields.Url), Date(Kept(entry, IndexFields.Updated)),
            Kept(entry, IndexFields.Audience), Kept(entry, IndexFields.Theme));
    }

    private PassageRow Passage(int number)
    {
        var entry = snapshot.Passages.Doc(number);
        return new PassageRow(
            Guid.ParseExact(Kept(entry, IndexFields.Id), "N"), snapshot.Map.KindOf(number), entry.GetField(IndexFields.Position).GetInt32Value() ?? 0,
            Kept(entry, IndexFields.Heading), Kept(entry, IndexFields.Situation), Kept(entry, IndexFields.Text), Kept(entry, IndexFields.Url));
    }

    private static string Kept(Entry entry, string field) => entry.Get(field, CultureInfo.InvariantCulture);

    private static string? Optional(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static DateOnly? Date(string? value) => value is null ? null : DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture);
}
