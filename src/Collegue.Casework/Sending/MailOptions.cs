using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Sending;

/// <summary>Where letters leave. Without <see cref="SmtpHost"/> they are written as <c>.eml</c> files.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public string? SmtpHost { get; set; }

    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 587;

    public string? SmtpUser { get; set; }
    public string? SmtpPassword { get; set; }

    /// <summary>Refuses to send over a connection that is not encrypted; only turn off for a relay on the same machine.</summary>
    public bool RequireTls { get; set; } = true;

    /// <summary>Folder of the <c>.eml</c> files; <c>outbox</c> in the data directory by default.</summary>
    public string? Folder { get; set; }

    /// <summary>Sender when the organisation has no e-mail address of its own.</summary>
    [Required, EmailAddress]
    public string DefaultSender { get; set; } = "collegue@localhost.localdomain";
}

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;
