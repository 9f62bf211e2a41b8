using System.IO.Compression;

namespace Collegue.Knowledge.Reading;

/// <summary>
/// Looks into the container of an office document before a library opens it: what it is, whether it is encrypted, and what
/// it becomes once expanded. Sizes are measured, never believed.
/// </summary>
internal static class ZipContainer
{
    private const int MostEntries = 10_000;
    private const string OpenDocument = "application/vnd.oasis.opendocument.text";

    /// <summary>Why the container is refused; null when it may be read.</summary>
    public static string? Refusal(byte[] content, FileFormat announced, string extension)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false));
        if (zip.Entries.Count > MostEntries)
            return ReadingTexts.Swollen;
        if (zip.Entries.Any(entry => entry.IsEncrypted) || zip.GetEntry("encrypted-package") is not null || HoldsEncryptedParts(zip))
            return ReadingTexts.Locked;
        if (Kind(zip) is { } kind && kind != announced)
            return ReadingTexts.NotAsNamed(kind, extension);
        var weight = new XmlWeight();
        foreach (var entry in zip.Entries.Where(IsXml))
        {
            using var stream = entry.Open();
            if (!weight.Add(stream))
                return ReadingTexts.Swollen;
        }
        return announced == FileFormat.Docx && weight.Tags > XmlWeight.MostTagsOfTree ? ReadingTexts.Swollen : null;
    }

    private static FileFormat? Kind(ZipArchive zip)
    {
        if (zip.GetEntry("word/document.xml") is not null)
            return FileFormat.Docx;
        if (zip.GetEntry("xl/workbook.xml") is not null)
            return FileFormat.Xlsx;
        return Text(zip.GetEntry("mimetype")).StartsWith(OpenDocument, StringComparison.Ordinal) ? FileFormat.Odt : null;
    }

    private static bool HoldsEncryptedParts(ZipArchive zip) =>
        zip.GetEntry("META-INF/manifest.xml") is { } manifest && Text(manifest).Contains(":encryption-data", StringComparison.Ordinal);

    private static bool IsXml(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static string Text(ZipArchiveEntry? entry)
    {
        if (entry is null)
            return "";
        var buffer = new byte[256 * 1024];
        using var stream = entry.Open();
        return System.Text.Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }
}
