using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;

namespace Collegue.Knowledge.Searching;

/// <summary>Reads what was ranked and says it as hits.</summary>
internal sealed class Hits(ISearchView view, SearchQuery query, Question question, FrenchAnalysis analysis, TextEmbedder embedder)
{
    public async Task<IReadOnlyList<SearchHit>> ReadAsync(IReadOnlyList<Ranked> ranked, int shown, CancellationToken cancellation)
    {
        List<IReadOnlyList<int>> passages = [.. ranked.Select(row => row.Document.ToShow(shown))];
        List<RankedDocument> documents = [.. ranked.SelectMany(row => row.SameText.Prepend(row.Document))];
        var rows = await view.ReadAsync([.. documents.Select(row => row.Number)], [.. passages.SelectMany(numbers => numbers)], cancellation);
        var (document, passage) = (0, 0);
        var reasons = new Reasoning(question, analysis, view.Words, ranked.Max(row => row.Document.Words));
        var hits = new List<SearchHit>();
        foreach (var (at, row) in ranked.Index())
        {
            var found = Document(rows.Documents[document++], row.Document, at + 1);
            var same = row.SameText.Select(other => Document(rows.Documents[document++], other, at + 1)).ToList();
            var texts = passages[at].Select(_ => rows.Passages[passage++]).ToList();
            hits.Add(Hit(row.Document, found, texts, same, query.Explain ? reasons : null));
        }

        return query.Explain ? Contradictions.Mark(hits, embedder) : hits;
    }

    public async Task<IReadOnlyList<PassageHit>> ReadPassagesAsync(IReadOnlyList<Ranked> ranked, int most, int skip, CancellationToken cancellation)
    {
        // Some more than asked, for those that say what another says.
        const int Spare = 2;
        var wanted = ranked
            .SelectMany((row, at) => row.Document.Found.Select(passage => (Ranked: row.Document, At: at, passage.Number, passage.Score)))
            .OrderByDescending(row => row.Score + row.Ranked.Share).ThenBy(row => row.At).ThenBy(row => row.Number)
            .Take((int)Math.Min(10_000, ((long)skip + most) * Spare)).ToList();
        var rows = await view.ReadAsync([.. ranked.Select(row => row.Document.Number)], [.. wanted.Select(row => row.Number)], cancellation);
        List<FoundDocument> documents = [.. ranked.Select((row, at) => Document(rows.Documents[at], row.Document, at + 1))];
        var reasons = query.Explain ? new Reasoning(question, analysis, view.Words, ranked.Max(row => row.Document.Words)) : null;
        var said = new HashSet<string>(StringComparer.Ordinal);
        return [.. wanted.Zip(rows.Passages, (row, text) => (Row: row, Text: text))
            .Where(pair => said.Add($"{pair.Text.Situation}\n{pair.Text.Text}"))
            .Skip(skip).Take(most)
            .Select((pair, at) => Passage(pair.Text, at + skip + 1, pair.Row.Score, documents[pair.Row.At]) with
            {
                Why = reasons?.Of(pair.Row.Ranked, documents[pair.Row.At].Title, pair.Text),
                Weight = pair.Row.Score + pair.Row.Ranked.Share,
            })];
    }

    private static SearchHit Hit(RankedDocument ranked, FoundDocument document, List<PassageRow> texts, List<FoundDocument> same, Reasoning? reasons)
    {
        var best = texts.Count > 0 ? texts[0] : null;
        return new SearchHit(document.Rank, document.Score, document.Id, document.Document, document.Title, best?.Heading, best?.Situation,
            best?.Text ?? document.Description ?? document.Title, best?.Id ?? Guid.Empty, document.Url, document.Updated,
            document.Notice, document.IsLocal, document.Collection, document.CollectionTitle)
        {
            CollectionId = document.CollectionId,
            Audience = document.Audience,
            Theme = document.Theme,
            SameText = same,
            Why = reasons?.Of(ranked, document.Title, best),
            Passages = reasons is null ? [] : [.. texts.Select((text, at) => Passage(text, at + 1, ranked.Score, document) with { Why = reasons.Of(ranked, document.Title, text) })],
        };
    }

    private FoundDocument Document(DocumentRow row, RankedDocument ranked, int rank)
    {
        var collection = view.Catalogue.Find(row.Collection) ?? throw new InvalidOperationException("A document of an unknown collection was found.");
        return new FoundDocument(rank, ranked.Score, row.Id, row.Key, row.Title, row.Description, row.Url, row.Updated, row.Audience, row.Theme,
            collection.Slug, collection.Title, collection.Notice, !collection.IsNational)
        {
            CollectionId = collection.Id,
        };
    }

    private static PassageHit Passage(PassageRow row, int rank, float score, FoundDocument document) =>
        new(rank, score, row.Id, row.Kind, row.Position, row.Heading, row.Situation, row.Text, row.Url, document);
}
