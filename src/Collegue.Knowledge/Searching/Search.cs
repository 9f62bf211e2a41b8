using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;

namespace Collegue.Knowledge.Searching;

/// <summary>Finds documents, and the passages in them, that an organisation may read and that are valid on the day asked.</summary>
public sealed class Search
{
    private const int PassagesShown = 3;
    private static readonly FrenchAnalysis Analysis = new();

    private readonly ISearchEngine _engine;
    private readonly TextEmbedder _embedder;
    private readonly Vocabularies _vocabularies;

    internal Search(ISearchEngine engine, TextEmbedder embedder, Vocabularies vocabularies) =>
        (_engine, _embedder, _vocabularies) = (engine, embedder, vocabularies);

    /// <summary>
    /// The best documents, each with its best passage; none when no document has a word of the question or is close to it in
    /// meaning.
    /// </summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken cancellation)
    {
        using var view = await _engine.OpenAsync(cancellation);
        var (ranked, question) = await RankAsync(view, query, cancellation);
        return ranked.Count == 0 ? [] : await new Hits(view, query, question, Analysis, _embedder).ReadAsync(ranked, query.Explain ? PassagesShown : 1, cancellation);
    }

    /// <summary>The best passages of the best <see cref="SearchQuery.Top"/> documents, several of one document where they fit; of those that say the same the first.</summary>
    /// <param name="passages">How many passages at most.</param>
    /// <param name="skip">How many of the best ones not to give: those of the pages before.</param>
    public async Task<IReadOnlyList<PassageHit>> FindPassagesAsync(SearchQuery query, int passages, CancellationToken cancellation, int skip = 0)
    {
        using var view = await _engine.OpenAsync(cancellation);
        var (ranked, question) = await RankAsync(view, query, cancellation);
        return ranked.Count == 0 || passages <= 0
            ? []
            : await new Hits(view, query, question, Analysis, _embedder).ReadPassagesAsync(ranked, passages, skip, cancellation);
    }

    private async Task<(IReadOnlyList<Ranked> Documents, Question Question)> RankAsync(ISearchView view, SearchQuery query, CancellationToken cancellation)
    {
        var visible = view.Catalogue.Visible(query);
        var vocabulary = _vocabularies.Of(view.Words, Analysis);
        var question = Question.Read(query.Text, Analysis, vocabulary, view.Words);
        var meaning = query.Mode == SearchMode.Lexical ? null : Meaning(question.Text);
        if (visible.Count == 0 || query.Top <= 0 || (question.Words.Count == 0 && meaning is null))
        {
            return ([], question);
        }

        var candidates = new List<Candidate>();
        foreach (var side in visible.GroupBy(card => !card.IsNational).OrderByDescending(side => side.Key))
        {
            candidates.AddRange(await view.GatherAsync(new Gathering([.. side], side.Key, query, question, meaning), cancellation));
        }

        var ranked = Fusion.Of(candidates, query.Mode, question, vocabulary)
            .OrderByDescending(document => document.Score).ThenBy(document => document.Candidate.Order);
        return (query.OnePerText ? Collapse(ranked, query.Top) : [.. ranked.Take(query.Top).Select(document => new Ranked(document, []))], question);
    }

    /// <summary>Documents that say the same as a better one share its place.</summary>
    private static List<Ranked> Collapse(IEnumerable<RankedDocument> documents, int top)
    {
        var kept = new List<Ranked>();
        foreach (var document in documents)
        {
            if (kept.Find(other => TextSignature.SaySame(other.Document.Candidate.Signature, document.Candidate.Signature)) is { } same)
            {
                same.SameText.Add(document);
            }
            else if (kept.Count < top)
            {
                kept.Add(new Ranked(document, []));
            }
            else
            {
                break;
            }
        }

        return kept;
    }

    private float[]? Meaning(string text)
    {
        var vector = new float[_embedder.Dimensions];
        return _embedder.Embed(text, vector) ? vector : null;
    }
}

/// <summary>A document with its place, and those that say the same.</summary>
internal sealed record Ranked(RankedDocument Document, List<RankedDocument> SameText);
