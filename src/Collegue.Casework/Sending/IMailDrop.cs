using MimeKit;

namespace Collegue.Casework.Sending;

/// <summary>Takes a finished message out of the house.</summary>
public interface IMailDrop
{
    /// <summary>
    /// Calls <paramref name="handingOver"/> just before the message leaves: what is thrown after that call leaves open whether it did.
    /// </summary>
    Task<DropOutcome> DropAsync(MimeMessage message, MailEnvelope envelope, Func<Task> handingOver, CancellationToken cancellation);
}

/// <summary>What the mail server is told, beside the message.</summary>
/// <param name="Sender">Where it says that a letter could not be delivered.</param>
/// <param name="Copy">Also gets the message, as the proof that it was taken; never shown to the recipient.</param>
public sealed record MailEnvelope(Guid Letter, MailboxAddress Sender, MailboxAddress Recipient, MailboxAddress? Copy);

/// <summary>What the mail server said. Each is certain.</summary>
public abstract record DropOutcome
{
    private DropOutcome()
    {
    }

    public sealed record Taken : DropOutcome;

    /// <summary>Not now: it may be tried again.</summary>
    public sealed record Later(string What) : DropOutcome;

    /// <summary>Never.</summary>
    public sealed record Refused(string What) : DropOutcome;
}
