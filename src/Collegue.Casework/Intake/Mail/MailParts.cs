using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Tnef;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Walks through the parts of a mail and keeps its text and its files.</summary>
internal sealed class MailParts
{
    private const int MostNested = 3;
    private const int MostParts = 500;
    private const int LongestText = 1_000_000;

    private readonly StringBuilder text = new();
    private int parts;

    public string Text => text.ToString().Trim();

    public List<MailFile> Files { get; } = [];

    public List<RefusedFile> Refused { get; } = [];

    /// <summary>The text is in a charset that is not read.</summary>
    public bool HasRefusedCharset { get; private set; }

    /// <summary>Encrypted for somebody else than this program.</summary>
    public bool IsSealed { get; private set; }

    public void Walk(MimeEntity? entity, int nested = 0)
    {
        if (entity is null || ++parts > MostParts)
        {
            return;
        }

        switch (entity)
        {
            case MultipartEncrypted:
                IsSealed = true;
                break;
            case MultipartAlternative alternative:
                WalkAlternative(alternative, nested);
                break;
            case MultipartSigned { Count: > 0 } signed:
                Walk(signed[0], nested);
                break;
            case Multipart multipart:
                foreach (var part in multipart.ToList())
                {
                    Walk(part, nested);
                }

                break;
            case MessagePart message:
                WalkMessage(message, nested);
                break;
            case TnefPart outlook:
                WalkOutlook(outlook, nested);
                break;
            case TextPart { IsAttachment: false, FileName: null } readable:
                Write(Read(readable));
                break;
            case MimePart file:
                TakeFile(file);
                break;
        }
    }

    private void WalkAlternative(MultipartAlternative alternative, int nested)
    {
        var plain = alternative.OfType<TextPart>().FirstOrDefault(part => part.IsPlain && !part.IsAttachment);
        var written = plain is null ? "" : Read(plain);
        var rich = alternative.LastOrDefault(part => part != plain && !part.ContentType.IsMimeType("text", "calendar"));
        if (!string.IsNullOrWhiteSpace(written))
        {
            Write(written);
            if (rich is Multipart related)
            {
                // The pictures and files that travel with the other version.
                foreach (var part in related.Where(part => part is not (TextPart or Multipart)))
                {
                    Walk(part, nested);
                }
            }
        }
        else
        {
            Walk(rich, nested);
        }

        foreach (var calendar in alternative.OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", "calendar")))
        {
            Write(CalendarText.Read(Read(calendar)));
        }
    }

    private void WalkMessage(MessagePart part, int nested)
    {
        if (part.Message is not { } message || nested >= MostNested)
        {
            Refused.Add(new(NameOf(part, "message.eml"), "nested"));
            return;
        }

        Write($"--- {message.From} : {message.Subject} ---");
        Walk(message.Body, nested + 1);
    }

    private void WalkOutlook(TnefPart part, int nested)
    {
        var before = (Files.Count, Refused.Count, text.Length);
        try
        {
            using var message = part.ConvertToMessage();
            foreach (var inside in message.BodyParts.ToList())
            {
                if (inside is not TextPart { IsAttachment: false, FileName: null } || text.Length == 0)
                {
                    Walk(inside, nested + 1);
                }
            }
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            // Named below, unless something of it was read.
        }

        if (before == (Files.Count, Refused.Count, text.Length))
        {
            Refused.Add(new(NameOf(part, "winmail.dat"), "unreadable"));
        }
    }

    private string Read(TextPart part)
    {
        if (MailCharsets.IsRefused(part.ContentType.Charset))
        {
            HasRefusedCharset = true;
            return "";
        }

        var decoded = MailCharsets.Decode(Bytes(part), part.ContentType.Charset);
        return part.IsHtml ? HtmlText.Read(decoded)
            : part.ContentType.IsMimeType("text", "calendar") ? CalendarText.Read(decoded)

            : part.IsFlowed ? Unflow(decoded)
            : decoded;
    }

    /// <summary>Lines that only the sender's screen had broken are joined again (RFC 3676).</summary>
    private static string Unflow(string written)
    {
        var joined = new StringBuilder(written.Length);
        foreach (var line in written.ReplaceLineEndings("\n").Split('\n'))
        {
            var stuffed = line.StartsWith(' ') ? line[1..] : line;
            joined.Append(stuffed);
            if (!stuffed.EndsWith(' ') || stuffed is "-- " || stuffed.StartsWith('>'))
            {
                joined.Append('\n');
            }
        }

        return joined.ToString();
    }

    private void Write(string written)
    {
        if (!string.IsNullOrWhiteSpace(written) && text.Length < LongestText)
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append(written.Length > LongestText ? written[..LongestText] : written);
        }
    }

    private void TakeFile(MimePart part)
    {
        if (part.ContentType.IsMimeType("application", "pkcs7-signature") || part.ContentType.IsMimeType("application", "x-pkcs7-signature")
            || part.ContentType.IsMimeType("application", "pgp-signature"))
        {
            return;
        }

        if (part.ContentType.IsMimeType("application", "pkcs7-mime") || part.ContentType.IsMimeType("application", "x-pkcs7-mime"))
        {
            IsSealed = true;
            return;
        }

        var isInline = part.ContentDisposition is { IsAttachment: false } || (part.ContentDisposition is null && part.ContentId is not null);
        Files.Add(new MailFile(NameOf(part, "fichier"), Bytes(part), isInline && part.ContentType.IsMimeType("image", "*")));
    }

    private static byte[] Bytes(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return content.ToArray();
    }

    private static string NameOf(MimeEntity part, string otherwise)
    {
        var name = PlainText.CleanOrNull(part.ContentDisposition?.FileName ?? part.ContentType.Name) ?? otherwise;
        name = name.Split('/', '\\')[^1] is { Length: > 0 } last ? last : otherwise;
        if (Path.HasExtension(name))
        {
            return name;
        }

        return name + part.ContentType.MimeType.ToLowerInvariant() switch
        {
            "application/pdf" => ".pdf",
            "image/jpeg" => ".jpg",
            "image/png" => ".png",
            "text/plain" => ".txt",
            _ => "",
        };
    }
}

/// <param name="IsInline">A picture shown inside the text, as logos of signatures are.</param>
internal sealed record MailFile(string Name, byte[] Bytes, bool IsInline);
