using System.Globalization;
using MimeKit;

namespace Collegue.Knowledge.Reading;

/// <summary>A message: its subject, what it says itself without what it quotes, and what is attached to it.</summary>
internal static class EmlReader
{
    private static readonly ParserOptions Options = new() { MaxMimeDepth = 32 };
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <param name="attached">Reads an attached file of a known format.</param>
    public static FileReading Read(byte[] content, Func<byte[], string, FileReading> attached, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(content, writable: false);
        using var message = MimeMessage.Load(Options, stream, persistent: false, cancellation);
        if (message.Headers.Count == 0 || message.Body is null || !IsMessage(message))
            return new FileReading.Refused(ReadingTexts.Damaged(FileFormat.Eml));
        if (IsEncrypted(message.Body))
            return new FileReading.Refused(ReadingTexts.EncryptedMessage);
        var subject = Spacing.Line(message.Subject);
        var blocks = new List<Block>();
        if (subject.Length > 0)
            blocks.Add(new Block.Heading(1, subject));
        if (message.Date != default)
            blocks.Add(new Block.Paragraph($"Message du {message.Date.ToString("d MMMM yyyy", French)}"));
        blocks.AddRange(EmlBody.Read(message));
        blocks.AddRange(new EmlAttachments(attached, cancellation).Read(message));
        return new FileReading.Text(blocks, subject.Length == 0 ? null : subject, Updated: message.Date == default ? null : DateOnly.FromDateTime(message.Date.Date));
    }

    private static bool IsMessage(MimeMessage message) =>
        message.Headers.Contains(HeaderId.From) || message.Headers.Contains(HeaderId.Date)
        || message.Headers.Contains(HeaderId.Subject) || message.Headers.Contains(HeaderId.MessageId);

    private static bool IsEncrypted(MimeEntity body) =>
        body.ContentType.IsMimeType("multipart", "encrypted")
        || (body.ContentType.MimeType is "application/pkcs7-mime" or "application/x-pkcs7-mime" && body.ContentType.Parameters["smime-type"] is not "signed-data");
}
