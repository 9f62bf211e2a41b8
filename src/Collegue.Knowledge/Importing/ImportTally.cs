using Collegue.Knowledge.Sources;

namespace Collegue.Knowledge.Importing;

/// <summary>Counts of one run and the decision about each document, by comparison with what is stored.</summary>
internal sealed class ImportTally(IReadOnlyDictionary<string, StoredDocument> stored)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<SkippedFile> _skipped = [];

    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Unchanged { get; private set; }
    public int Removed { get; set; }
    public int Read => _seen.Count;
    public int Stored => stored.Count;
    public bool WroteSomething => Added + Changed + Removed > 0;
    public IReadOnlyList<SkippedFile> Skipped => _skipped;

    public IReadOnlyList<StoredDocument> Missing => [.. stored.Values.Where(document => !_seen.Contains(document.Key))];

    public void Skip(string file, string reason, bool isGone = false) => _skipped.Add(new SkippedFile(file, reason, isGone));

    /// <summary>The source knows that what is stored is what it holds.</summary>
    public void Keep(string key)
    {
        if (stored.ContainsKey(key) && _seen.Add(key))
        {
            Unchanged++;
        }
    }

    /// <summary>What must be written, or null when the document is as stored or cannot be kept.</summary>
    public PendingDocument? Accept(SourceDocument raw, Guid collection)
    {
        var (document, refusal) = Sanitation.Clean(raw);
        if (document is null)
        {
            Skip(raw.Key, refusal!);
            return null;
        }

        if (!_seen.Add(document.Key))
        {
            Skip(document.Key, "another file of the source has the same id");
            return null;
        }

        var hash = ContentHash.Of(document);
        if (!stored.TryGetValue(document.Key, out var known))
        {
            Added++;
            return new PendingDocument(document, ContentHash.DocumentId(collection, document.Key), Number: null, hash);
        }

        if (known.ContentHash == hash)
        {
            Unchanged++;
            return null;
        }

        Changed++;
        return new PendingDocument(document, known.Id, known.Number, hash);
    }
}

/// <summary>A document to insert, or to replace with its passages.</summary>
/// <param name="Number">Null for a new document, which gets its number when it is stored.</param>
internal sealed record PendingDocument(SourceDocument Document, Guid Id, long? Number, string ContentHash)
{
    public bool IsNew => Number is null;
}
