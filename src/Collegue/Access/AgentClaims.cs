using System.Security.Claims;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Access;

/// <summary>What a session knows of an agent: name, organisation, department and roles.</summary>
internal sealed class AgentClaims(UserManager<Agent> users, IOptions<IdentityOptions> options, CollegueDb db, DemoMode demo)
    : UserClaimsPrincipalFactory<Agent>(users, options)
{
    internal const string Organisation = "collegue:organisation";
    internal const string Department = "collegue:department";
    internal const string DisplayName = "collegue:name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Agent user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));

        // A session opened while demo mode was on must not outlive it.
        if (user.IsDemo && !demo.Enabled)
        {
            return identity;
        }

        // Before an organisation is entered the filter shows nothing: this reads the agent's own memberships and nothing else.
        var membership = await db.Memberships.IgnoreQueryFilters().AsNoTracking().Where(row => row.AgentId == user.Id)
            .OrderBy(row => row.OrganisationId).FirstOrDefaultAsync();
        if (membership is not null)
        {
            identity.AddClaim(new Claim(Organisation, membership.OrganisationId.ToString()));
            if (membership.DepartmentId is { } department)
            {
                identity.AddClaim(new Claim(Department, department.ToString()));
            }

            identity.AddClaims(Enum.GetValues<Roles>().Where(role => role != Roles.None && membership.Roles.HasFlag(role))
                .Select(role => new Claim(identity.RoleClaimType, role.ToString())));
        }

        return identity;
    }
}

internal static class AgentPrincipal
{
    public static Guid? OrganisationId(this ClaimsPrincipal user) => Id(user, AgentClaims.Organisation);

    public static Guid? DepartmentId(this ClaimsPrincipal user) => Id(user, AgentClaims.Department);

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(AgentClaims.DisplayName) ?? "";

    /// <summary>The signed-in agent; only on pages that require one.</summary>
    public static ActingAgent Acting(this ClaimsPrincipal user) => new(Id(user, ClaimTypes.NameIdentifier)!.Value, user.DisplayName());

    private static Guid? Id(ClaimsPrincipal user, string type) => Guid.TryParse(user.FindFirstValue(type), out var id) ? id : null;
}
