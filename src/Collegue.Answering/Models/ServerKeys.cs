using System.Security.Cryptography;
using Collegue.Storage.Models;
using Microsoft.AspNetCore.DataProtection;

namespace Collegue.Answering.Models;

/// <summary>
/// Encrypts the keys of servers with the keys of the instance, each for its own server: a value copied to another row opens nothing.
/// </summary>
public sealed class ServerKeys(IDataProtectionProvider protection)
{
    public string Protect(Guid organisation, Guid server, string key) => Of(organisation, server).Protect(key);

    /// <exception cref="ModelException">It was encrypted with keys this instance no longer has.</exception>
    public string? Open(ModelEndpoint endpoint)
    {
        if (endpoint.ProtectedKey is not { } written)
        {
            return null;
        }

        try
        {
            return Of(endpoint.Owner, endpoint.ServerId).Unprotect(written);
        }
        catch (CryptographicException lost)
        {
            throw new ModelException(ModelOutcome.KeyLost, lost);
        }
    }

    private IDataProtector Of(Guid organisation, Guid server) =>
        protection.CreateProtector("Collegue.ModelServers", $"{organisation:N}", $"{server:N}");
}
