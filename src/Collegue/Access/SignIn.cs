using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Access;

/// <summary>What became of an attempt to sign in.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record Opened(Roles Roles) : SignInOutcome;

    /// <summary>Unknown name or wrong password: the screen does not say which.</summary>
    public sealed record Wrong : SignInOutcome;

    public sealed record LockedOut : SignInOutcome;

    /// <summary>An account whose password is public, while demo mode is off.</summary>
    public sealed record DemoOff : SignInOutcome;

    /// <summary>A known agent whom no organisation has given a role.</summary>
    public sealed record NoMembership : SignInOutcome;
}

/// <summary>Opens and closes the session of an agent.</summary>
internal sealed class SignIn(
    SignInManager<Agent> sessions,
    UserManager<Agent> users,
    CollegueDb db,
    CurrentOrganisation current,
    OrganisationDirectory directory,
    AuditTrail trail,
    DemoMode demo)
{
    private static readonly Agent Nobody = new() { DisplayName = "" };
    private static readonly string NobodysHash = new PasswordHasher<Agent>().HashPassword(Nobody, "an unknown name takes as long as a wrong password");

    public async Task<SignInOutcome> OpenAsync(string userName, string password, CancellationToken cancellation)
    {
        if (await users.FindByNameAsync(userName) is not { } agent)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return new SignInOutcome.Wrong();
        }

        var attempt = await sessions.CheckPasswordSignInAsync(agent, password, lockoutOnFailure: true);
        if (!attempt.Succeeded)
        {
            return attempt.IsLockedOut ? new SignInOutcome.LockedOut() : new SignInOutcome.Wrong();
        }

        if (agent.IsDemo && !demo.Enabled)
        {
            return new SignInOutcome.DemoOff();
        }

        return await OpenAsync(agent, cancellation);
    }

    public Task CloseAsync() => sessions.SignOutAsync();

    private async Task<SignInOutcome> OpenAsync(Agent agent, CancellationToken cancellation)
    {
        // The same membership as the session's claims: the filter of an organisation cannot be entered before it is known.
        var membership = await db.Memberships.IgnoreQueryFilters().AsNoTracking().Where(row => row.AgentId == agent.Id)
            .OrderBy(row => row.OrganisationId).FirstOrDefaultAsync(cancellation);
        if (membership is null or { Roles: Roles.None }
            || await directory.FindAsync(membership.OrganisationId, cancellation) is not { } organisation)
        {
            return new SignInOutcome.NoMembership();
        }

        current.Enter(organisation);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            await trail.AppendAsync(new AuditFact(Actor.Agent, "session.opened", SubjectId: agent.Id, AgentId: agent.Id), cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await sessions.SignInAsync(agent, isPersistent: false);
        return new SignInOutcome.Opened(membership.Roles);
    }
}
