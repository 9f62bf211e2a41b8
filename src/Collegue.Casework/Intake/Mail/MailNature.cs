using MimeKit;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Recognises mail that no person wrote to the town hall, by what it says of itself.</summary>
internal static class MailNature
{
    /// <summary>More relays than that is a loop (RFC 5321 advises a hundred; mails from people pass fewer than fifteen).</summary>
    private const int MostRelays = 30;

    private static readonly string[] AutomaticHeaders = ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply", "X-Amavis-Alert"];
    private static readonly string[] ListHeaders = ["List-Id", "List-Post", "List-Unsubscribe", "Mailing-List"];
    private static readonly string[] Daemons = ["mailer-daemon", "postmaster", "mail-daemon", "bounce", "bounces"];
    private static readonly string[] Mute = ["noreply", "no-reply", "ne-pas-repondre", "nepasrepondre", "donotreply", "do-not-reply"];

    /// <summary>The code of the rejection; null when a person may have written.</summary>
    public static string? Of(MimeMessage message, string? sender)
    {
        var local = Local(sender);
        if (message.Body is MultipartReport report)
        {
            return report.ReportType?.ToLowerInvariant() switch
            {
                "disposition-notification" => "read-receipt",
                "feedback-report" => "automatic",
                _ => "bounce",
            };
        }

        if (message.Headers.Count(header => header.Id == HeaderId.Received) > MostRelays)
        {
            return "loop";
        }

        // RFC 3834: anything but "no".
        if (message.Headers[HeaderId.AutoSubmitted] is { } submitted && Word(submitted) is { Length: > 0 } and not "no")
        {
            return IsDaemon(local, message) ? "bounce" : Word(submitted) == "auto-replied" ? "auto-reply" : "automatic";
        }

        if (IsDaemon(local, message))
        {
            return "bounce";
        }

        if (AutomaticHeaders.Any(name => message.Headers[name] is not null) || Word(message.Headers[HeaderId.Precedence]) is "auto_reply" or "auto-reply")
        {
            return "auto-reply";
        }

        if (ListHeaders.Any(name => message.Headers[name] is not null) || Word(message.Headers[HeaderId.Precedence]) is "bulk" or "list" or "junk")
        {
            return "mailing-list";
        }

        return IsSpam(message) ? "spam" : null;
    }

    /// <summary>A person may have written, but an automatic answer must not be sent.</summary>
    public static bool WantsNoAnswer(MimeMessage message, string? sender) =>
        message.Headers["X-Auto-Response-Suppress"] is not null || Mute.Contains(Local(sender), StringComparer.OrdinalIgnoreCase);

    private static bool IsSpam(MimeMessage message) =>
        Word(message.Headers["X-Spam-Flag"]) is "yes" or "true" || Word(message.Headers["X-Spam-Status"]) == "yes" || Word(message.Headers["X-Spam"]) == "yes"
        || Word(message.Headers["X-Bogosity"]) is "spam" or "yes";

    private static bool IsDaemon(string local, MimeMessage message) =>
        Daemons.Contains(local, StringComparer.OrdinalIgnoreCase) || message.Headers[HeaderId.ReturnPath]?.Trim() == "<>";

    private static string Local(string? sender) => sender?.Split('@')[0] ?? "";

    /// <summary>The first word of a value, without parameters or comments.</summary>
    private static string Word(string? value) => value?.Trim().Split([' ', ';', ',', '(', '\t'], 2)[0].ToLowerInvariant() ?? "";
}
