using System.Globalization;

namespace Collegue.Knowledge.Indexing;

/// <summary>A document whose vectors stand in the rows from <paramref name="First"/>; it may have none.</summary>
internal sealed record IndexedDocument(Guid Organisation, string Title, int First, int Count)
{
    public bool Holds(int row) => row >= First && row < First + Count;
}

internal sealed record IndexedPassage(string? Heading, string? Situation, string Text);

/// <summary>Reads back the texts of a generation, so that its vectors are those of its very passages.</summary>
internal sealed class IndexedTexts(IndexSnapshot snapshot, Catalogue catalogue)
{
    /// <summary>How many passages have a vector, whoever's model it is.</summary>
    public int Embedded => snapshot.Map.Rows.Count;

    /// <summary>
    /// Documents with passages, in the order of the index, read as they are asked for. Those of a collection removed a moment ago are left
    /// out: their generation is about to be replaced, and there is nobody to keep their vectors for.
    /// </summary>
    public IEnumerable<IndexedDocument> Documents()
    {
        for (var number = 0; number < snapshot.Documents.IndexReader.MaxDoc; number++)
        {
            if (snapshot.Map.Of(number) is { Count: > 0 } passages)
            {
                var entry = snapshot.Documents.Doc(number);
                var collection = Guid.ParseExact(entry.Get(IndexFields.Collection, CultureInfo.InvariantCulture), "N");
                if (catalogue.Find(collection) is { } card)
                {
                    var (first, count) = snapshot.Map.Rows.Of(passages);
                    yield return new IndexedDocument(card.Organisation, entry.Get(IndexFields.Title, CultureInfo.InvariantCulture), first, count);
                }
            }
        }
    }

    /// <summary>The passage whose vector is in a row.</summary>
    public IndexedPassage Passage(int row)
    {
        var entry = snapshot.Passages.Doc(snapshot.Map.Rows.PassageOf(row));
        return new IndexedPassage(
            entry.Get(IndexFields.Heading, CultureInfo.InvariantCulture), entry.Get(IndexFields.Situation, CultureInfo.InvariantCulture),
            entry.Get(IndexFields.Text, CultureInfo.InvariantCulture));
    }
}
