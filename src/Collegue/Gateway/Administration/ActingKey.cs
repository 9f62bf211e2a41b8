using System.Security.Claims;
using Collegue.Access.Keys;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>For whom the key of a request works, for the audit trail.</summary>
internal static class ActingKey
{
    public static async Task<Guid?> AgentOfKeyAsync(this ClaimsPrincipal user, HttpRequest request, CancellationToken cancellation)
    {
        var (db, key) = (request.HttpContext.RequestServices.GetRequiredService<CollegueDb>(), user.KeyId());
        return await db.ApiKeys.Where(row => row.Id == key).Select(row => row.AgentId).SingleOrDefaultAsync(cancellation);
    }
}
