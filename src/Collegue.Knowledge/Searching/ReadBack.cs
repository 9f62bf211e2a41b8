using System.Globalization;
using Collegue.Knowledge.Indexing;
using Entry = Lucene.Net.Documents.Document;

namespace Collegue.Knowledge.Searching;

/// <summary>Reads what the index keeps of a document or passage.</summary>
internal static class ReadBack
{
    public static FoundDocument Document(IndexLease lease, RankedDocument ranked, int rank)
    {
        var entry = lease.Snapshot.Documents.Doc(ranked.Number);
        var collection = lease.Catalogue.Find(Guid.ParseExact(Kept(entry, IndexFields.Collection), "N"))
            ?? throw new InvalidOperationException("A document of an unknown collection was found.");
        return new FoundDocument(rank, ranked.Score, Guid.ParseExact(Kept(entry, IndexFields.Id), "N"), Kept(entry, IndexFields.Key),
            Kept(entry, IndexFields.Title), Optional(Kept(entry, IndexFields.Description)), Kept(entry, IndexFields.Url), Date(Kept(entry, IndexFields.Updated)),
            Kept(entry, IndexFields.Audience), Kept(entry, IndexFields.Theme), collection.Slug, collection.Title, collection.Notice,
            !collection.IsNational);
    }

    public static PassageHit Passage(IndexLease lease, int number, int rank, float score, FoundDocument document)
    {
        var entry = lease.Snapshot.Passages.Doc(number);
        return new PassageHit(rank, score, Guid.ParseExact(Kept(entry, IndexFields.Id), "N"), lease.Snapshot.Map.KindOf(number),
            entry.GetField(IndexFields.Position).GetInt32Value() ?? 0, Kept(entry, IndexFields.Heading), Kept(entry, IndexFields.Situation),
            Kept(entry, IndexFields.Text), Kept(entry, IndexFields.Url), document);
    }

    private static string Kept(Entry entry, string field) => entry.Get(field, CultureInfo.InvariantCulture);

    private static string? Optional(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static DateOnly? Date(string? value) => value is null ? null : DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture);
}
