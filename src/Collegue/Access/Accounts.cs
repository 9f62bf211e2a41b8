using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Access;

internal sealed record NewAccount(string UserName, string DisplayName, string Password, Roles Roles, Guid? DepartmentId, bool IsDemo);

/// <summary>Creates agents' accounts in the current organisation.</summary>
internal sealed class Accounts(CollegueDb db, OrganisationScope scope, UserManager<Agent> users, AuditTrail trail, TimeProvider clock)
{
    /// <exception cref="InvalidDataException">The account breaks a rule; the message says which.</exception>
    public async Task CreateAsync(NewAccount account, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var agent = new Agent
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserName = account.UserName,
            DisplayName = account.DisplayName,
            IsDemo = account.IsDemo,
        };
        Require(await users.CreateAsync(agent, account.Password));
        db.Memberships.Add(new Membership { OrganisationId = scope.Current, AgentId = agent.Id, Roles = account.Roles, DepartmentId = account.DepartmentId });
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.System, "account.created", SubjectId: agent.Id, Detail: $"roles={(int)account.Roles}"), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task ResetPasswordAsync(string userName, string password, CancellationToken cancellation)
    {
        var agent = await MemberAsync(userName, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var validator in users.PasswordValidators)
        {
            Require(await validator.ValidateAsync(users, agent, password));
        }

        agent.PasswordHash = users.PasswordHasher.HashPassword(agent, password);
        Require(await users.UpdateSecurityStampAsync(agent));
        await trail.AppendAsync(new AuditFact(Actor.System, "account.password-reset", SubjectId: agent.Id), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<Agent> MemberAsync(string userName, CancellationToken cancellation)
    {
        var agent = await users.FindByNameAsync(userName);
        return agent is not null && await db.Memberships.AnyAsync(row => row.AgentId == agent.Id, cancellation)
            ? agent
            : throw new InvalidDataException($"no account is named '{userName}' in this organisation.");
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidDataException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }
}
