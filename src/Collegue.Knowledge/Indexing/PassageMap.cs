using Collegue.Storage.Knowledge;
using Lucene.Net.Index;

namespace Collegue.Knowledge.Indexing;

/// <summary>Where the passages of each document stand: they are written together, so a document is one range of numbers.</summary>
internal sealed class PassageMap
{
    private readonly int[] _ordinals;
    private readonly int[] _first;
    private readonly int[] _count;
    private readonly byte[] _kinds;
    private readonly int[] _documents;
    private readonly ulong[] _signatures;

    public PassageMap(IndexReader documents, IndexReader passages)
    {
        _ordinals = [.. Values(documents, IndexFields.Ordinal).Select(value => checked((int)value))];
        _signatures = [.. Values(documents, IndexFields.Signature).Select(value => unchecked((ulong)value))];
        _first = new int[_ordinals.Length];
        _count = new int[_ordinals.Length];
        var byPassage = Values(passages, IndexFields.Ordinal);
        _kinds = [.. Values(passages, IndexFields.Kind).Select(value => checked((byte)value))];
        Rows = new VectorRows(_kinds);
        var byOrdinal = new int[_ordinals.Length];
        for (var document = 0; document < _ordinals.Length; document++)
        {
            byOrdinal[_ordinals[document]] = document;
        }

        _documents = [.. byPassage.Select(ordinal => byOrdinal[ordinal])];
        for (var passage = 0; passage < byPassage.Length; passage++)
        {
            var ordinal = checked((int)byPassage[passage]);
            if (_count[ordinal]++ == 0)
            {
                _first[ordinal] = passage;
            }
            else if (_first[ordinal] + _count[ordinal] - 1 != passage)
            {
                throw new InvalidDataException("The passages of a document are not together.");
            }
        }
    }

    /// <summary>Rows of the vectors.</summary>
    public VectorRows Rows { get; }

    /// <summary>First passage and number of passages of a document, both in the numbering of the readers.</summary>
    public (int First, int Count) Of(int document)
    {
        var ordinal = _ordinals[document];
        return (_first[ordinal], _count[ordinal]);
    }

    /// <summary>The same for a document by its number in the order of ids.</summary>
    public (int First, int Count) OfOrdinal(int ordinal) => (_first[ordinal], _count[ordinal]);

    /// <summary>The document's number in the order of ids: the same in every index of the same content.</summary>
    public int OrdinalOf(int document) => _ordinals[document];

    /// <summary>The document of a passage, both in the numbering of the readers.</summary>
    public int DocumentOf(int passage) => _documents[passage];

    /// <summary>What a document says, in 64 bits.</summary>
    public ulong SignatureOf(int document) => _signatures[document];

    public PassageKind KindOf(int passage) => (PassageKind)_kinds[passage];

    private static long[] Values(IndexReader reader, string field)
    {
        var values = new long[reader.MaxDoc];
        foreach (var leaf in reader.Leaves)
        {
            var stored = leaf.AtomicReader.GetNumericDocValues(field)
                ?? throw new InvalidDataException("The index lacks a column.");
            for (var entry = 0; entry < leaf.AtomicReader.MaxDoc; entry++)
            {
                values[leaf.DocBase + entry] = stored.Get(entry);
            }
        }

        return values;
    }
}
