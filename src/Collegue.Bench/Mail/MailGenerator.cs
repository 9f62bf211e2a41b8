using System.Globalization;
using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Collegue.Bench.Mail;

/// <summary>A mail of the generator.</summary>
/// <param name="Sender">Where its acknowledgement must arrive.</param>
/// <param name="MessageId">Null when it has none, or not one of its own.</param>
/// <param name="IsDamaged">Broken on purpose, or sent by a machine: it may end as a rejection.</param>
public sealed record GeneratedMail(int Number, string Kind, string Sender, string? MessageId, bool IsDamaged, byte[] Raw);

/// <summary>Mails as town halls get them, and a share of broken ones: the same seed gives the same mails.</summary>
public static class MailGenerator
{
    private static readonly string[] Questions =
    [
        "Bonjour, combien coûte la cantine pour deux enfants ?", "Comment refaire ma carte d'identité périmée ?", "Quels sont les horaires de la déchèterie ?",
        "Je voudrais inscrire ma fille à l'école maternelle.", "Ma poubelle n'a pas été relevée jeudi.", "Il y a un trou devant le 12 rue des Lilas.",
        "Puis-je réserver la salle des fêtes en juin ?", "Je n'arrive pas à payer la facture d'eau.", "Hello, how do I register on the electoral roll?",
    ];

    private static readonly string[] Sound =
        ["plain", "latin1", "windows-1252", "html", "alternative", "quoted", "attachment", "refused-file", "forwarded", "flowed", "calendar", "iso-8859-15"];

    private static readonly string[] Damaged =
    [
        "no-sender", "empty", "cut-base64", "open-boundary", "unknown-charset", "utf-7", "no-header", "deep", "nul", "long-header", "encrypted",
        "auto-reply", "list", "cut-in-half", "raw-8-bit", "noise", "same-again", "spam", "bounce", "wrong-date",
    ];

    public static IReadOnlyList<GeneratedMail> Make(int mails, int damaged, int seed)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, mails).ToArray();
        random.Shuffle(numbers);
        var broken = numbers.Take(damaged).Order().Select((number, index) => (number, index)).ToDictionary(pair => pair.number, pair => pair.index);
        return [.. Enumerable.Range(0, mails).Select(number => broken.TryGetValue(number, out var index)
            ? Break(number, Damaged[index % Damaged.Length], random)
            : Write(number, Sound[number % Sound.Length]))];
    }

    private static GeneratedMail Write(int number, string kind)
    {
        using var message = Plain(number);
        var text = TextOf(number);
        message.Body = kind switch
        {
            "latin1" => Encoded(text, "iso-8859-1", ContentEncoding.QuotedPrintable),
            "windows-1252" => Encoded(text + " Coût : 12 €, l’été…", "windows-1252", ContentEncoding.Base64),
            "iso-8859-15" => Encoded(text + " Coût : 12 €.", "iso-8859-15", ContentEncoding.QuotedPrintable),
            "html" => new TextPart(TextFormat.Html) { Text = $"<html><head><style>p {{}}</style></head><body><p>{text}</p><p>Merci&nbsp;!</p></body></html>" },
            "alternative" => new MultipartAlternative(new TextPart(TextFormat.Plain) { Text = text }, new TextPart(TextFormat.Html) { Text = $"<div dir=\"ltr\">{text}</div>" }),
            "quoted" => new TextPart(TextFormat.Plain) { Text = $"{text}\n\nLe lun. 3 nov. 2025 à 10:12, Mairie <{MailServers.Town}> a écrit :\n> Bonjour,\n> voici la réponse.\n" },
            "attachment" => With(text, "justificatif.pdf", "%PDF-1.4 preuve"u8.ToArray()),
            "refused-file" => With(text, "programme.exe", "MZ"u8.ToArray()),
            "forwarded" => Nested(text, number),
            "flowed" => Flowed(text),
            "calendar" => Invited(text),
            _ => new TextPart(TextFormat.Plain) { Text = text },
        };
        return new GeneratedMail(number, kind, SenderOf(number), message.MessageId, false, Bytes(message));
    }

    private static GeneratedMail Break(int number, string kind, Random random)
    {
        using var message = Plain(number);
        message.Body = new TextPart(TextFormat.Plain) { Text = TextOf(number) };
        byte[]? raw = null;
        switch (kind)
        {
            case "no-sender":
                message.From.Clear();
                break;
            case "empty":
                message.Body = new TextPart(TextFormat.Plain) { Text = " \n " };
                break;
            case "unknown-charset" or "utf-7":
                raw = Ascii(Head(message), $"Content-Type: text/plain; charset={(kind == "utf-7" ? "utf-7" : "x-martien")}", "", TextOf(number).Replace("é", "e", StringComparison.Ordinal));
                break;
            case "cut-base64":
                raw = Ascii(Head(message), "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", Convert.ToBase64String(Encoding.UTF8.GetBytes(TextOf(number)))[..^3] + "$$");
                break;
            case "open-boundary":
                raw = Ascii(Head(message), "Content-Type: multipart/mixed; boundary=\"jamais\"", "", "--jamais", "Content-Type: text/plain", "", $"Ouvert sans fin [{number}]");
                break;
            case "no-header":
                raw = Ascii("", $"Rien que du texte [{number}].");
                break;
            case "deep":
                raw = Deep(message, number);
                break;
            case "nul":
                raw = [.. Ascii(Head(message), "", "Avant "), 0, 1, 2, .. Ascii($" après [{number}]")];
                break;
            case "long-header":
                message.Headers.Add("X-Long", new string('x', 60_000));
                break;
            case "encrypted":
                raw = Ascii(Head(message), "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "Content-Transfer-Encoding: base64", "", "MIAGCSqGSIb3DQEHA6CA");
                break;
            case "auto-reply":
                message.Headers.Add(HeaderId.AutoSubmitted, "auto-replied");
                break;
            case "list":
                message.Headers.Add(HeaderId.ListId, "<nouvelles.exemple>");
                break;
            case "spam":
                message.Headers.Add("X-Spam-Flag", "YES");
                break;
            case "raw-8-bit":
                raw = [.. Ascii(Head(message)), .. Encoding.Latin1.GetBytes("X-Objet: réclamation\r\n\r\nDéjà écrit à la mairie [" + number + "]\r\n")];
                break;
            case "noise":
                raw = new byte[2_000];
                random.NextBytes(raw);
                break;
            case "bounce":
                message.From.Clear();
                message.From.Add(new MailboxAddress("Mail Delivery System", "MAILER-DAEMON@" + MailServers.CitizenDomain));
                break;
            case "wrong-date":
                raw = Ascii(Head(message).Replace("Date:", "Date: hier X-Date:", StringComparison.Ordinal), "", $"Quand ? [{number}]");
                break;
            case "same-again":
                message.MessageId = "toujours-le-meme@" + MailServers.CitizenDomain;
                break;
        }

        raw ??= Bytes(message);
        if (kind == "cut-in-half")
        {
            raw = raw[..(raw.Length / 2)];
        }

        return new GeneratedMail(number, kind, SenderOf(number), null, true, raw);
    }

    private static string SenderOf(int number) => $"usager+{number.ToString("D5", CultureInfo.InvariantCulture)}@{MailServers.CitizenDomain}";

    private static string TextOf(int number) => $"{Questions[number % Questions.Length]} [{number}]";

    private static MimeMessage Plain(int number)
    {
        var message = new MimeMessage
        {
            Subject = $"Une question n° {number}",
            MessageId = $"gen-{number.ToString("D5", CultureInfo.InvariantCulture)}@{MailServers.CitizenDomain}",
            Date = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero).AddMinutes(number),
        };
        message.From.Add(new MailboxAddress("Élodie Çelik", SenderOf(number)));
        message.To.Add(new MailboxAddress("Mairie", MailServers.Town));
        return message;
    }

    private static TextPart Encoded(string text, string charset, ContentEncoding encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var part = new TextPart(TextFormat.Plain) { ContentTransferEncoding = encoding };
        part.SetText(Encoding.GetEncoding(charset), text);
        return part;
    }

    private static Multipart With(string text, string name, byte[] bytes) => new("mixed")
    {
        new TextPart(TextFormat.Plain) { Text = text },
        new MimePart("application", "octet-stream")
        {
            FileName = name,
            Content = new MimeContent(new MemoryStream(bytes)),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name },
            ContentTransferEncoding = ContentEncoding.Base64,
        },
    };

    private static Multipart Nested(string text, int number)
    {
        var inside = Plain(number + 100_000);
        inside.Body = new TextPart(TextFormat.Plain) { Text = "Voici ce que l'on m'avait répondu." };
        return new Multipart("mixed") { new TextPart(TextFormat.Plain) { Text = text }, new MessagePart { Message = inside } };
    }

    private static TextPart Flowed(string text)
    {
        var part = new TextPart(TextFormat.Plain) { Text = text.Replace(" ", " \n", StringComparison.Ordinal) };
        part.ContentType.Parameters.Add("format", "flowed");
        return part;
    }

    private static MultipartAlternative Invited(string text)
    {
        var calendar = new TextPart("calendar") { Text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Rendez-vous\nDTSTART:20261203T100000\nEND:VEVENT\nEND:VCALENDAR\n" };
        return new MultipartAlternative(new TextPart(TextFormat.Plain) { Text = text }, calendar);
    }

    private static byte[] Deep(MimeMessage message, int number)
    {
        var lines = new List<string> { Head(message) };
        for (var level = 0; level < 300; level++)
        {
            lines.AddRange([$"Content-Type: multipart/mixed; boundary=\"b{level}\"", "", $"--b{level}"]);
        }

        return Ascii([.. lines, "Content-Type: text/plain", "", $"Tout au fond [{number}]"]);
    }

    private static string Head(MimeMessage message) =>
        string.Join("\r\n", message.Headers.Where(header => header.Id is HeaderId.From or HeaderId.To or HeaderId.Date or HeaderId.MessageId or HeaderId.Subject)
            .Select(header => $"{header.Field}: {Encoding.Latin1.GetString(header.RawValue).Trim()}"));

    private static byte[] Ascii(params string[] lines) => Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n");

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }
}
