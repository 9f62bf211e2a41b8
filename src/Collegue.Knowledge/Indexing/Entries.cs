using System.Globalization;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Knowledge;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Entry = Lucene.Net.Documents.Document;
using StoredDocument = Collegue.Storage.Knowledge.Document;

namespace Collegue.Knowledge.Indexing;

/// <summary>What is written of a document and of its passages: what is searched, what is filtered on, what is given back.</summary>
internal static class Entries
{
    private const int LongestTitle = 100;

    /// <summary>Audience of documents kept from citizens.</summary>
    public const string Agents = "agents";

    public static Entry Document(StoredDocument document, IReadOnlyList<Passage> passages, int ordinal, FrenchAnalysis analysis)
    {
        var entry = new Entry
        {
            new NumericDocValuesField(IndexFields.Ordinal, ordinal),
            new BinaryDocValuesField(IndexFields.TitleWords, new BytesRef(string.Join(' ', analysis.Words(document.Title, LongestTitle)))),
            new NumericDocValuesField(IndexFields.Signature, unchecked((long)Signature(passages))),
            new StringField(IndexFields.Id, document.Id.ToString("N"), Field.Store.YES),
            new StringField(IndexFields.Collection, document.CollectionId.ToString("N"), Field.Store.YES),
            new StoredField(IndexFields.Key, document.Key),
            new TextField(IndexFields.Title, document.Title, Field.Store.YES),
            new TextField(IndexFields.Description, document.Description ?? "", Field.Store.YES),
            new TextField(IndexFields.Headings, Headings(passages), Field.Store.NO),
            new TextField(IndexFields.Body, Texts(passages, annexes: false), Field.Store.NO),
            new TextField(IndexFields.Annexes, Texts(passages, annexes: true), Field.Store.NO),
            new Int32Field(IndexFields.ValidFrom, document.ValidFrom?.DayNumber ?? 0, Field.Store.NO),
            new Int32Field(IndexFields.ValidUntil, document.ValidUntil?.DayNumber ?? DateOnly.MaxValue.DayNumber, Field.Store.NO),
        };
        Keep(entry, IndexFields.Url, document.Url);
        Keep(entry, IndexFields.Updated, document.Updated?.ToString("O", CultureInfo.InvariantCulture));
        if (document.Audience is { } audience)
        {
            entry.Add(new StringField(IndexFields.Audience, audience, Field.Store.YES));
        }

        if (document.Theme is { } theme)
        {
            entry.Add(new StringField(IndexFields.Theme, theme, Field.Store.YES));
        }

        return entry;
    }

    public static Entry Passage(StoredDocument document, Passage passage, int ordinal)
    {
        var entry = new Entry
        {
            new NumericDocValuesField(IndexFields.Ordinal, ordinal),
            new StoredField(IndexFields.Id, passage.Id.ToString("N")),
            new StoredField(IndexFields.Position, passage.Position),
            new NumericDocValuesField(IndexFields.Kind, (long)passage.Kind),
            new TextField(IndexFields.Context, $"{document.Title}\n{passage.Heading}\n{passage.Situation}", Field.Store.NO),
            new TextField(IndexFields.Text, passage.Text, Field.Store.YES),
        };
        Keep(entry, IndexFields.Heading, passage.Heading);
        Keep(entry, IndexFields.Situation, passage.Situation);
        Keep(entry, IndexFields.Url, passage.Url);
        return entry;
    }

    /// <summary>What the running text says: see <see cref="TextSignature"/>.</summary>
    public static ulong Signature(IReadOnlyList<Passage> passages) =>
        TextSignature.Of(passages.Where(passage => passage.Kind == PassageKind.Body).Select(passage => passage.Text));

    public static string Headings(IReadOnlyList<Passage> passages) => string.Join('\n', passages
        .SelectMany(passage => new[] { passage.Heading, passage.Situation }).Where(heading => heading is not null).Distinct());

    private static string Texts(IReadOnlyList<Passage> passages, bool annexes) => string.Join('\n', passages
        .Where(passage => (passage.Kind != PassageKind.Body) == annexes).Select(passage => passage.Text));

    private static void Keep(Entry entry, string field, string? value)
    {
        if (value is not null)
        {
            entry.Add(new StoredField(field, value));
        }
    }
}
