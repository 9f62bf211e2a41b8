using Collegue.Knowledge.Searching;

namespace Collegue.Api;

/// <summary>What search found, as programs see it.</summary>
internal static class FoundViews
{
    public static FoundView Of(SearchHit hit) => new(
        hit.Rank, Math.Round(hit.Score, 4),
        new FoundDocumentView(
            hit.Collection, hit.CollectionTitle, hit.Document, hit.Title, hit.Url, hit.Updated, hit.Audience, hit.Theme, hit.Notice, hit.IsLocal),
        hit.Passages.Count > 0
            ? [.. hit.Passages.Select(passage => new FoundPassageView(passage.Id, passage.Heading, passage.Situation, passage.Text, passage.Url))]
            : [new FoundPassageView(hit.PassageId == Guid.Empty ? null : hit.PassageId, hit.Heading, hit.Situation, hit.PassageText, null)],
        hit.Why is { } why ? Of(why) : null,
        [.. hit.SameText.Select(Of)],
        [.. hit.Contradicts.Select(other => new ContradictionView(Of(other.Other), other.Here, other.There))]);

    private static FoundDocumentView Of(FoundDocument document) => new(
        document.Collection, document.CollectionTitle, document.Document, document.Title, document.Url, document.Updated, document.Audience, document.Theme,
        document.Notice, document.IsLocal);

    private static ReasonsView Of(HitReasons why) => new(
        [.. why.Words.Select(word => new WordView(word.Asked, word.Found, Views.Name(word.Relation.ToString()), Views.Name(word.Place.ToString())))],
        Math.Round(why.WordFit, 4), why.Similarity is { } similarity ? Math.Round(similarity, 4) : null,
        [.. why.Boosts.Select(boost => new BoostView(Views.Name(boost.Kind.ToString()), Math.Round(boost.Factor, 3)))], why.Missing, why.IsWeak);
}
