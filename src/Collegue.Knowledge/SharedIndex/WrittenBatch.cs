using System.Runtime.InteropServices;
using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Indexing;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>Documents made ready for one transaction: their rows, and what they add to the statistics of words.</summary>
internal sealed class WrittenBatch(Guid organisation, int model, TextEmbedder embedder, FrenchAnalysis analysis)
{
    private const int LongestTitle = 100;

    public Guid Organisation => organisation;
    public List<Guid> Ids { get; } = [];
    public CopyLines Documents { get; } = new();
    public CopyLines Passages { get; } = new();
    public CopyLines Vectors { get; } = new();
    public Dictionary<string, int[]> Words { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, int> Forms { get; } = new(StringComparer.Ordinal);
    public long[] Lengths { get; } = new long[SharedFields.All];
    public int PassageCount { get; private set; }

    public void Add(Document document)
    {
        var counted = new CountedWords(SharedFields.OfDocuments);
        counted.Add(SharedFields.Title, document.Title, analysis);
        counted.Add(SharedFields.Description, document.Description ?? "", analysis);
        counted.Add(SharedFields.Headings, Entries.Headings(document.Passages), analysis);
        foreach (var passage in document.Passages)
        {
            var own = Count(document, passage);
            counted.Add(passage.Kind == PassageKind.Body ? SharedFields.Body : SharedFields.Annexes, own, SharedFields.Text);
            Add(document, passage, own);
        }

        Learn(counted, 0);
        Ids.Add(document.Id);
        PassageCount += document.Passages.Count;
        string[] forms = [.. WordFile.FormsOf(document.Title, document.Passages)];
        foreach (var form in forms)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(Forms, form, out _)++;
        }

        Documents.Add(organisation).Add(document.Id).Add(document.CollectionId).Add(document.Key).Add(document.ContentHash).Add(model)
            .Add(document.Audience).Add(document.Theme).Add(document.ValidFrom).Add(document.ValidUntil).Add(document.Passages.Count)
            .Add(unchecked((long)Entries.Signature(document.Passages))).Add(string.Join(' ', analysis.Words(document.Title, LongestTitle))).Add(counted.Lengths)
            .Add(text =>
            {
                WordVector.WriteWord(text, WordVector.Of(document.CollectionId));
                text.Append(' ');
                WordVector.Write(text, counted.Counts);
            })
            .Add(forms).End();
    }

    private CountedWords Count(Document document, Passage passage)
    {
        var counted = new CountedWords(SharedFields.OfPassages);
        counted.Add(SharedFields.Text, passage.Text, analysis);
        counted.Add(SharedFields.Context, $"{document.Title}\n{passage.Heading}\n{passage.Situation}", analysis);
        return counted;
    }

    private void Add(Document document, Passage passage, CountedWords counted)
    {
        Learn(counted, SharedFields.OfDocuments);
        Passages.Add(organisation).Add(document.Id).Add(passage.Position).Add((long)passage.Kind)
            .Add(counted.Lengths[SharedFields.Text]).Add(counted.Lengths[SharedFields.Context])
            .Add(text => WordVector.Write(text, counted.Counts)).End();

        // Running text only, as in the embedded index.
        Span<float> vector = stackalloc float[embedder.Dimensions];
        if (passage.Kind == PassageKind.Body && embedder.EmbedPassage(document.Title, $"{passage.Heading} {passage.Situation}", passage.Text, vector))
        {
            Vectors.Add(organisation).Add(document.Id).Add(passage.Position).Add((ReadOnlySpan<float>)vector).End();
        }
    }

    private void Learn(CountedWords counted, int first)
    {
        foreach (var (word, byField) in counted.Counts)
        {
            var known = CollectionsMarshal.GetValueRefOrAddDefault(Words, word, out _) ??= new int[SharedFields.All];
            for (var field = 0; field < byField.Length; field++)
            {
                known[first + field] += byField[field] > 0 ? 1 : 0;
            }
        }

        for (var field = 0; field < counted.Lengths.Length; field++)
        {
            Lengths[first + field] += counted.Lengths[field];
        }
    }
}
