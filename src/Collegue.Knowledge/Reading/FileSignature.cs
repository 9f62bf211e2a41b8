namespace Collegue.Knowledge.Reading;

/// <summary>Recognises a file by its first bytes, so that a wrong extension is named and not guessed around.</summary>
internal static class FileSignature
{
    private const int PdfSearch = 1024;

    /// <summary>The stream in which Word and Excel put what a password protects.</summary>
    private static ReadOnlySpan<byte> EncryptedPackage => "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;

    /// <summary>Why the content contradicts the format its name announces; null when it does not.</summary>
    public static string? Contradiction(ReadOnlySpan<byte> content, FileFormat announced, string extension)
    {
        if (IsOldOffice(content))
            return content.IndexOf(EncryptedPackage) >= 0 ? ReadingTexts.Locked : ReadingTexts.OldOffice;
        var isPdf = content[..Math.Min(content.Length, PdfSearch)].IndexOf("%PDF-"u8) >= 0;
        var isZip = content.StartsWith("PK\u0003\u0004"u8);
        if (announced == FileFormat.Pdf)
            return isPdf ? null : isZip ? ReadingTexts.NotWhatItSays(extension) : ReadingTexts.Damaged(FileFormat.Pdf);
        if (content.StartsWith("%PDF-"u8))
            return ReadingTexts.NotAsNamed(FileFormat.Pdf, extension);
        if (announced.IsZip())
            return isZip ? null : ReadingTexts.Damaged(announced);
        if (isZip)
            return ReadingTexts.NotWhatItSays(extension);
        return announced is FileFormat.Csv or FileFormat.Text && IsHtml(content)
            ? ReadingTexts.NotAsNamed(FileFormat.Html, extension)
            : null;
    }

    private static bool IsOldOffice(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static bool IsHtml(ReadOnlySpan<byte> content)
    {
        var start = content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? content[3..] : content;
        start = start.TrimStart(" \t\r\n"u8);
        return StartsWith(start, "<!doctype html") || StartsWith(start, "<html");
    }

    private static bool StartsWith(ReadOnlySpan<byte> content, string expected) =>
        content.Length >= expected.Length
        && System.Text.Ascii.EqualsIgnoreCase(content[..expected.Length], expected);
}
