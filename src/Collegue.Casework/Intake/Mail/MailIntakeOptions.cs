using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Intake.Mail;

/// <summary>How the mailboxes of every organisation are read.</summary>
public sealed class MailIntakeOptions
{
    public const string Section = "MailIntake";

    /// <summary>Where citizens open their tracking page, as <c>https://demandes.commune.fr</c>; the address the server listens on by default.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>How often a server that does not announce new mail is asked.</summary>
    [Range(1, 3_600)]
    public int PollSeconds { get; set; } = 60;

    /// <summary>Waits for the announcements of servers that make them.</summary>
    public bool UseIdle { get; set; } = true;

    /// <summary>How long an announcement is waited for before the server is asked again.</summary>
    [Range(1, 1_700)]
    public int IdleSeconds { get; set; } = 300;

    /// <summary>First wait after a failure; it doubles up to five minutes.</summary>
    [Range(1, 300)]
    public int RetrySeconds { get; set; } = 5;

    /// <summary>Largest mail taken, in bytes; a larger one stays on the server and is named among the rejections.</summary>
    [Range(10_000, 200_000_000)]
    public long MaxMailBytes { get; set; } = 30_000_000;

    /// <summary>More mails than that from one address within an hour are kept, but make no case of their own.</summary>
    [Range(1, 10_000)]
    public int MaxFromSenderPerHour { get; set; } = 30;

    /// <summary>How long the copy of a letter is waited for, once its mailbox is readable, before the letter counts as not sent.</summary>
    [Range(1, 86_400)]
    public int ProofSeconds { get; set; } = 600;
}

[OptionsValidator]
internal sealed partial class MailIntakeOptionsValidator : IValidateOptions<MailIntakeOptions>;
