using System.Security.Cryptography;
using Collegue.Storage.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Encrypts the password of a mailbox with the keys of the instance: a value copied to another row opens nothing.</summary>
public sealed class MailboxPasswords(IDataProtectionProvider protection)
{
    public string Protect(Guid organisation, Guid mailbox, string password) => Of(organisation, mailbox).Protect(password);

    /// <summary>Null when it was encrypted with keys this instance no longer has.</summary>
    internal string? Open(Mailbox mailbox)
    {
        try
        {
            return Of(mailbox.OrganisationId, mailbox.Id).Unprotect(mailbox.ProtectedPassword);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Of(Guid organisation, Guid mailbox) =>
        protection.CreateProtector("Collegue.Mailboxes", $"{organisation:N}", $"{mailbox:N}");
}
