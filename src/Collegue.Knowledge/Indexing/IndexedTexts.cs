using System.Globalization;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Indexing;

/// <summary>A document whose passages are numbered from <paramref name="First"/>.</summary>
internal sealed record IndexedDocument(Guid Organisation, string Title, int First, int Count)
{
    public bool Holds(int passage) => passage >= First && passage < First + Count;
}

internal sealed record IndexedPassage(string? Heading, string? Situation, string Text);

/// <summary>Reads back the texts of a generation, so that its vectors are those of its very passages.</summary>
internal sealed class IndexedTexts(IndexSnapshot snapshot, Catalogue catalogue)
{
    /// <summary>All of them, those without a vector too.</summary>
    public int Passages => snapshot.Passages.IndexReader.MaxDoc;

    public int Embedded => Enumerable.Range(0, Passages).Count(HasVector);

    /// <summary>
    /// Documents with passages, in the order of the index, read as they are asked for. Those of a collection removed a moment ago are left
    /// out: their generation is about to be replaced, and there is nobody to keep their vectors for.
    /// </summary>
    public IEnumerable<IndexedDocument> Documents()
    {
        for (var number = 0; number < snapshot.Documents.IndexReader.MaxDoc; number++)
        {
            if (snapshot.Map.Of(number) is (var first, var count and > 0))
            {
                var entry = snapshot.Documents.Doc(number);
                var collection = Guid.ParseExact(entry.Get(IndexFields.Collection, CultureInfo.InvariantCulture), "N");
                if (catalogue.Find(collection) is { } card)
                {
                    yield return new IndexedDocument(card.Organisation, entry.Get(IndexFields.Title, CultureInfo.InvariantCulture), first, count);
                }
            }
        }
    }

    /// <summary>Only running text has a vector, whoever's model it is.</summary>
    public bool HasVector(int number) => snapshot.Map.KindOf(number) == PassageKind.Body;

    public IndexedPassage Passage(int number)
    {
        var entry = snapshot.Passages.Doc(number);
        return new IndexedPassage(
            entry.Get(IndexFields.Heading, CultureInfo.InvariantCulture), entry.Get(IndexFields.Situation, CultureInfo.InvariantCulture),
            entry.Get(IndexFields.Text, CultureInfo.InvariantCulture));
    }
}
