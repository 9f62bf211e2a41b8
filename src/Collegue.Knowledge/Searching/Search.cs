using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Embedding.Models;
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
    private readonly QuestionMeaning _meaning;

    internal Search(ISearchEngine engine, TextEmbedder embedder, Vocabularies vocabularies, QuestionMeaning meaning) =>
        (_engine, _embedder, _vocabularies, _meaning) = (engine, embedder, vocabularies, meaning);

    /// <summary>
    /// The best documents, each with its best passage; none when no document has a word of the question or is close to it in
    /// meaning.
    /// </summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken cancellation)
    {
        using var view = await _engine.OpenAsync(cancellation);
        var (ranked, question, similarities) = await RankAsync(view, query, cancellation);
        return ranked.Count == 0 ? [] : await new Hits(view, query, question, Analysis, _embedder, similarities.CloseEnough).ReadAsync(ranked, query.Explain ? PassagesShown : 1, cancellation);
    }

    /// <summary>The best passages of the best <see cref="SearchQuery.Top"/> documents, several of one document where they fit; of those that say the same the first.</summary>
    /// <param name="passages">How many passages at most.</param>
    /// <param name="skip">How many of the best ones not to give: those of the pages before.</param>
    public async Task<IReadOnlyList<PassageHit>> FindPassagesAsync(SearchQuery query, int passages, CancellationToken cancellation, int skip = 0)
    {
        using var view = await _engine.OpenAsync(cancellation);
        var (ranked, question, similarities) = await RankAsync(view, query, cancellation);
        return ranked.Count == 0 || passages <= 0
            ? []
            : await new Hits(view, query, question, Analysis, _embedder, similarities.CloseEnough).ReadPassagesAsync(ranked, passages, skip, cancellation);
    }

    /// <summary>The words that stand for each other in questions: of the program, of the administrator, and of the sources searched.</summary>
    public async Task<IReadOnlyList<WordFamily>> WordsAsync(CancellationToken cancellation)
    {
        using var view = await _engine.OpenAsync(cancellation);
        return _vocabularies.InForce(view.Words);
    }

    /// <summary>Looks at the database now and waits until its present state can be searched.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => _engine.RefreshAsync(cancellation);

    /// <summary>Where searches are answered, for whoever administers the instance.</summary>
    public async Task<SearchEngineState> ExamineAsync(CancellationToken cancellation) => await _engine.ExamineAsync(cancellation);

    private async Task<(IReadOnlyList<Ranked> Documents, Question Question, Calibration Similarities)> RankAsync(
        ISearchView view, SearchQuery query, CancellationToken cancellation)
    {
        var visible = view.Catalogue.Visible(query);
        var vocabulary = _vocabularies.Of(view.Words, Analysis);
        var question = Question.Read(query.Text, Analysis, vocabulary, view.Words);
        if (visible.Count == 0 || query.Top <= 0)
        {
            return ([], question, Calibration.Ours);
        }

        var meaning = query.Mode == SearchMode.Lexical ? null : await _meaning.OfAsync(view, question.Text, cancellation);
        var similarities = meaning?.Another?.Calibration ?? Calibration.Ours;
        if (question.Words.Count == 0 && meaning is null)
        {
            return ([], question, similarities);
        }

        var candidates = new List<Candidate>();
        foreach (var side in visible.GroupBy(card => !card.IsNational).OrderByDescending(side => side.Key))
        {
            candidates.AddRange(await view.GatherAsync(new Gathering([.. side], side.Key, query, question, meaning?.Vector) { Another = meaning?.Another }, cancellation));
        }

        var ranked = Fusion.Of(candidates, query.Mode, question, vocabulary, similarities)
            .OrderByDescending(document => document.Score).ThenBy(document => document.Candidate.Order);
        return (query.OnePerText ? Collapse(ranked, query.Top) : [.. ranked.Take(query.Top).Select(document => new Ranked(document, []))], question, similarities);
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
}

/// <summary>A document with its place, and those that say the same.</summary>
internal sealed record Ranked(RankedDocument Document, List<RankedDocument> SameText);
