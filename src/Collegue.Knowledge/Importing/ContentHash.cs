using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collegue.Knowledge.Sources;

namespace Collegue.Knowledge.Importing;

/// <summary>Digests of what is kept: equal documents have equal hashes, equal passages keep their ids across imports.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public static string Of(SourceDocument document)
    {
        if (document.Revision is { } revision)
        {
            return OfRevision(document.Key, revision);
        }

        using var hash = new ContentHash();
        hash.Add(document.Key).Add(document.Title).Add(document.Url).Add(document.Path).Add(document.Theme)
            .Add(document.Audience).Add(document.Description).Add(document.Updated).Add(document.ValidFrom).Add(document.ValidUntil);
        foreach (var passage in document.Passages)
        {
            hash.Add(passage);
        }

        if (document.Metadata is { } metadata)
        {
            hash.Add(metadata);
        }

        return Convert.ToHexStringLower(hash._hash.GetHashAndReset());
    }

    /// <summary>Of a document whose source marks its revisions: known before anything of it is read.</summary>
    public static string OfRevision(string key, string revision)
    {
        using var hash = new ContentHash();
        return Convert.ToHexStringLower(hash.Add(key).Add(revision)._hash.GetHashAndReset());
    }

    public static Guid DocumentId(Guid collection, string key)
    {
        using var hash = new ContentHash();
        return hash.Add(collection.ToString()).Add(key).ToId();
    }

    /// <param name="occurrence">0 for the first passage with this very content in the document, 1 for the second…</param>
    public static Guid PassageId(Guid document, SourcePassage passage, int occurrence)
    {
        using var hash = new ContentHash();
        Span<byte> own = stackalloc byte[16];
        hash.Add(document.ToString()).Add(passage).Add(occurrence.ToString(CultureInfo.InvariantCulture)).ToId().TryWriteBytes(own, true, out _);

        // Beginning like its document keeps the rows of a document together on disk: storing is half as long again otherwise.
        Span<byte> of = stackalloc byte[16];
        document.TryWriteBytes(of, true, out _);
        of[..6].CopyTo(own);
        return new Guid(own, bigEndian: true);
    }

    public void Dispose() => _hash.Dispose();

    private ContentHash Add(SourcePassage passage) =>
        Add(passage.Kind.ToString()).Add(passage.Heading).Add(passage.Situation).Add(passage.Text).Add(passage.Url);

    private ContentHash Add(DateOnly? date) => Add(date?.ToString("O", CultureInfo.InvariantCulture));

    private ContentHash Add(IReadOnlyList<string> parts)
    {
        Length(parts.Count);
        foreach (var part in parts)
        {
            Add(part);
        }

        return this;
    }

    // Lengths keep "ab" + "c" apart from "a" + "bc", and an absent value apart from an empty one.
    private ContentHash Add(string? value)
    {
        if (value is null)
        {
            Length(-1);
            return this;
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        Length(bytes.Length);
        _hash.AppendData(bytes);
        return this;
    }

    private void Length(int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        _hash.AppendData(bytes);
    }

    private Guid ToId()
    {
        Span<byte> bytes = stackalloc byte[32];
        _hash.GetHashAndReset(bytes);

        // The version for ids computed by the application (RFC 9562, version 8).
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
