using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Reads the bytes of a mail: pure, and ready for damaged ones.</summary>
internal static class MailReader
{
    /// <summary>Smaller pictures inside a text are logos.</summary>
    private const int SmallestPicture = 20_000;

    private const int LongestSubject = 300;
    private const int LongestAddress = 254;
    private const int MostRefused = 50;
    private const string Cut = "\n[…]";

    /// <exception cref="FormatException">It is no mail at all.</exception>
    public static ReadMail Read(byte[] raw, CaseworkOptions limits)
    {
        var options = new ParserOptions { MaxMimeDepth = 32, CharsetEncoding = MailCharsets.Western };
        using var stream = new MemoryStream(raw, writable: false);
        using var message = MimeMessage.Load(options, stream);
        var sender = AddressIn(message.From) ?? (message.Sender is { } one ? AddressOf(one) : null);
        var parts = new MailParts();
        if (message.Body is MultipartReport { Count: > 0 } report)
        {
            parts.Walk(report[0]);
        }
        else
        {
            parts.Walk(message.Body);
        }

        var whole = PlainText.Clean(parts.Text);
        var subject = PlainText.CleanOrNull(message.Subject) is { } written ? PlainText.FirstWords(written, LongestSubject) : null;
        var (files, refused) = Sort(parts, limits);
        var nature = MailNature.Of(message, sender);
        var answers = MimeKit.Utils.MimeUtils.EnumerateReferences(message.Headers[HeaderId.InReplyTo] ?? "").ToList();
        return new ReadMail
        {
            Sender = sender,
            SenderName = Shorten(PlainText.CleanOrNull(message.From.Mailboxes.FirstOrDefault()?.Name), 120),
            AnswerTo = AddressIn(message.ReplyTo) ?? sender,
            Subject = subject,
            MessageId = PlainText.CleanOrNull(message.MessageId) is { Length: <= 900 } id && !id.AsSpan().ContainsAny(" <>\t") ? id : null,
            Answers = answers,
            References = MailThread.Newest([.. message.References, .. answers]),
            ContentKey = KeyOf(message, sender, parts),
            Whole = whole,
            Text = TextOf(whole, subject, limits),
            Files = files,
            Refused = refused,
            Nature = nature ?? (parts.IsSealed && whole.Length == 0 ? "encrypted" : parts.HasRefusedCharset && whole.Length == 0 ? "charset" : null),
            WantsNoAnswer = MailNature.WantsNoAnswer(message, sender),
            Reports = nature == "bounce" ? DeliveryReport.In(message, whole) : [],
        };
    }

    private static string TextOf(string whole, string? subject, CaseworkOptions limits)
    {
        var text = QuotedText.IsForwarded(subject, whole) ? whole : QuotedText.Cut(whole);
        return text.Length <= limits.MaxMessageLength ? text : string.Concat(PlainText.Clean(text[..(limits.MaxMessageLength - Cut.Length - 1)]), Cut);
    }

    /// <summary>Files that people chose to join come first: a logo must not take the place of a document.</summary>
    private static (List<SubmittedFile> Files, List<RefusedFile> Refused) Sort(MailParts parts, CaseworkOptions limits)
    {
        var files = new List<SubmittedFile>();
        var refused = parts.Refused;
        foreach (var file in parts.Files.OrderBy(file => file.IsInline))
        {
            var reason = file.Bytes.Length == 0 ? "file-empty"
                : file.IsInline && file.Bytes.Length < SmallestPicture ? "picture"
                : file.Bytes.LongLength > limits.MaxAttachmentBytes ? "file-large"
                : AttachmentInspector.Identify(file.Name, file.Bytes) is null ? "file-type"
                : files.Count >= limits.MaxAttachments ? "files-many"
                : null;
            if (reason is null)
            {
                files.Add(new SubmittedFile(file.Name, file.Bytes));
            }
            else
            {
                refused.Add(new RefusedFile(file.Name, reason));
            }
        }

        return (files, refused.Count > MostRefused ? refused[..MostRefused] : refused);
    }

    /// <summary>Without what relays add: the same mail sent to two of our addresses has the same key.</summary>
    private static string KeyOf(MimeMessage message, string? sender, MailParts parts)
    {
        var line = string.Join('\u001f', sender?.ToLowerInvariant(), message.MessageId, message.Headers[HeaderId.Date], message.Headers[HeaderId.Subject], parts.Text,
            string.Join('\u001e', parts.Files.Select(file => Convert.ToHexStringLower(SHA256.HashData(file.Bytes)))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }

    private static string? AddressIn(InternetAddressList list) => list.Mailboxes.Select(AddressOf).FirstOrDefault(address => address is not null);

    private static string? AddressOf(MailboxAddress mailbox) =>
        PlainText.CleanOrNull(mailbox.Address) is { Length: <= LongestAddress } address && SubmissionRules.IsEmail(address) ? address : null;

    private static string? Shorten(string? name, int most) => name is null ? null : name.Length <= most ? name : PlainText.FirstWords(name, most);
}
