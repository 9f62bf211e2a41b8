using MimeKit;

namespace Collegue.Casework.Sending;

/// <summary>Takes a finished message out of the house. Throws when it could not be taken; the letter is then tried again.</summary>
public interface IMailDrop
{
    Task DropAsync(MimeMessage message, Guid letterId, CancellationToken cancellation);
}
