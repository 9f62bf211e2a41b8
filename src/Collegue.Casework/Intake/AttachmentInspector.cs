using System.IO.Compression;
using System.Text;

namespace Collegue.Casework.Intake;

/// <summary>Decides what a file is from its bytes; the closed list of what citizens may join.</summary>
public static class AttachmentInspector
{
    /// <summary>Extensions shown to citizens and accepted.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [".pdf", ".jpg", ".jpeg", ".png", ".docx", ".odt", ".txt"];

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The content type, or null when the file is none of the accepted kinds or its name says another kind.</summary>
    public static string? Identify(string fileName, byte[] bytes) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".pdf" when StartsWith(bytes, "%PDF-"u8) => "application/pdf",
        ".jpg" or ".jpeg" when StartsWith(bytes, [0xFF, 0xD8, 0xFF]) => "image/jpeg",
        ".png" when StartsWith(bytes, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) => "image/png",
        ".docx" when HasEntry(bytes, "word/document.xml") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".odt" when HasEntry(bytes, "content.xml") => "application/vnd.oasis.opendocument.text",
        ".txt" when IsText(bytes) => "text/plain",
        _ => null,
    };

    private static bool StartsWith(byte[] bytes, ReadOnlySpan<byte> signature) => bytes.AsSpan().StartsWith(signature);

    private static bool HasEntry(byte[] bytes, string name)
    {
        if (!StartsWith(bytes, "PK"u8))
        {
            return false;
        }

        try
        {
            // Only the directory is read: nothing is unpacked, so a bomb stays closed.
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return archive.GetEntry(name) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool IsText(byte[] bytes)
    {
        if (bytes.AsSpan().Contains((byte)0))
        {
            return false;
        }

        try
        {
            StrictUtf8.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            // Windows-1252 and Latin-1 texts are common; without NUL bytes they are harmless as text/plain.
            return !bytes.AsSpan().ContainsAnyInRange((byte)0x01, (byte)0x08);
        }
    }
}
