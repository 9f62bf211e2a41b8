using MimeKit;

namespace Collegue.Casework.Intake.Mail;

/// <summary>What a mail server says became of a letter of ours.</summary>
/// <param name="Recipient">Lower case; null when the report names none.</param>
/// <param name="Failed">For good; else it is only late, or was delivered.</param>
internal sealed record DeliveryReport(Guid Letter, string? Recipient, bool Failed, string What)
{
    private const int LongestText = 200_000;

    /// <summary>Reads RFC 3464, and for servers that do not know it the Message-ID they quote.</summary>
    public static IReadOnlyList<DeliveryReport> In(MimeMessage message, string whole)
    {
        var status = message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault();
        var groups = status?.StatusGroups.ToList() ?? [];
        if (LetterOf(message, groups, whole) is not { } letter)
        {
            return [];
        }

        var recipients = groups.Where(group => group["Final-Recipient"] is not null || group["Original-Recipient"] is not null).ToList();
        return recipients.Count == 0
            ? [new(letter, null, groups.Count == 0, "")]
            : recipients.ConvertAll(group => new DeliveryReport(
                letter, Address(group["Original-Recipient"] ?? group["Final-Recipient"]),
                string.Equals(group["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase),
                $"{group["Status"]?.Trim()} {After(group["Diagnostic-Code"])}".Trim()));
    }

    private static Guid? LetterOf(MimeMessage message, List<HeaderList> groups, string whole)
    {
        var named = groups.Select(group => group["Original-Envelope-Id"]?.Trim()).FirstOrDefault(id => id is not null);
        if (Guid.TryParse(named, out var envelope))
        {
            return envelope;
        }

        foreach (var part in message.BodyParts.OfType<MessagePart>())
        {
            if (part.Message is { } original && MailThread.LetterOf(original.MessageId) is { } letter)
            {
                return letter;
            }
        }

        foreach (var part in message.BodyParts.OfType<MimePart>().Where(part => part.ContentType.IsMimeType("text", "rfc822-headers") && part.Content is not null))
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            if (content.Length < LongestText && MailThread.LettersIn(MailCharsets.Decode(content.ToArray(), null)) is [var quoted, ..])
            {
                return quoted;
            }
        }

        return MailThread.LettersIn(whole.Length > LongestText ? whole[..LongestText] : whole) is [var found, ..] ? found
            : MailThread.LetterOf(message.InReplyTo);
    }

    private static string? Address(string? field) => After(field) is { Length: > 0 } address ? address.Trim('<', '>').ToLowerInvariant() : null;

    /// <summary>What follows the type, as in <c>rfc822; camille@exemple.fr</c>.</summary>
    private static string After(string? field) => field is null ? "" : field[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
}
