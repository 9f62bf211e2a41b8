using System.Security.Claims;
using System.Text.RegularExpressions;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>Organisations, roles, users and keys, seen from the organisation of the key and those below it.</summary>
internal static partial class PeopleEndpoints
{
    private static readonly Roles[] EachRole = [Roles.Agent, Roles.Approver, Roles.Manager, Roles.Administrator, Roles.Auditor];

    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/organizations", OrganizationsAsync).WithSummary("The organisation of the key and those below it.").Produces<Listed<OrganizationObject>>();
        admin.MapPost("/organizations", CreateOrganizationAsync).WithSummary("Create an organisation below that of the key.").Accepts<OrganizationRequest>("application/json")
            .Produces<MadeObject>(StatusCodes.Status201Created);
        admin.MapGet("/departments", DepartmentsAsync).WithSummary("The departments of the organisation, which users and keys take by their slug.").Produces<Listed<DepartmentObject>>();
        admin.MapGet("/roles", RolesAsync).WithSummary("The roles of agents.").Produces<Listed<RoleObject>>();
        admin.MapGet("/users", UsersAsync).WithSummary("The agents of the organisation.").Produces<Listed<UserObject>>();
        admin.MapPost("/users", CreateUserAsync).WithSummary("Create an agent's account.").Accepts<UserRequest>("application/json").Produces<MadeObject>(StatusCodes.Status201Created);
        admin.MapPatch("/users/{id}", ChangeUserAsync).WithSummary("Change the roles or the department of an agent.").Accepts<UserRequest>("application/json").Produces(StatusCodes.Status204NoContent);
        admin.MapGet("/tokens", KeysAsync).WithSummary("The keys of the organisation.").Produces<Listed<KeyObject>>();
        admin.MapPost("/tokens", CreateKeyAsync).WithSummary("Make a key, for an agent or for nobody in particular.").Accepts<KeyRequest>("application/json").Produces<MadeKey>(StatusCodes.Status201Created);
        admin.MapPost("/tokens/{id}/rotate", RotateKeyAsync).WithSummary("Replace a key: the old one is good for grace_days (0, 1, 7 or 30) more.").Produces<MadeKey>(StatusCodes.Status201Created);
        admin.MapDelete("/tokens/{id}", RevokeKeyAsync).WithSummary("Revoke a key.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> OrganizationsAsync(CurrentOrganisation current, OrganisationDirectory directory, CancellationToken cancellation)
    {
        var all = await directory.ListAsync(cancellation);
        var slugs = all.ToDictionary(view => view.Id, view => view.Slug);
        var seen = all.Where(view => view.Id == current.Required.Id || view.Ancestors.Contains(current.Required.Id));
        return TypedResults.Json(
            new Listed<OrganizationObject>([.. seen.Select(view => new OrganizationObject(
                view.Id.ToString(), view.Organisation.Name, view.Slug, view.Organisation.ParentId is { } parent ? slugs.GetValueOrDefault(parent) : null))]),
            AdministrationJson.Readable.ListedOrganizationObject);
    }

    private static async Task<IResult> CreateOrganizationAsync(
        HttpRequest request, GatewayBody body, CurrentOrganisation current, OrganisationDirectory directory, OrganisationImport import, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.OrganizationRequest);
        var name = AskedBody.Required(asked.Name, "name", 200);
        var slug = AskedBody.Required(asked.Slug, "slug", 64);
        if (!SlugForm().IsMatch(slug))
        {
            throw RefusedException.Invalid("slug", "'slug' takes lower-case letters, figures and dashes.");
        }

        if (await directory.FindAsync(slug, cancellation) is not null)
        {
            throw RefusedException.Conflict($"There is an organisation '{slug}'.", "slug");
        }

        await import.ApplyAsync(new OrganisationFile { Organisations = [new OrganisationEntry { Slug = slug, Name = name, Parent = current.Required.Slug }] }, demo: false, cancellation);
        var made = await directory.FindAsync(slug, cancellation) ?? throw new InvalidOperationException("The organisation was just made.");
        return TypedResults.Json(new MadeObject(made.Id.ToString()), AdministrationJson.Readable.MadeObject, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> DepartmentsAsync(CollegueDb db, CancellationToken cancellation) => TypedResults.Json(
        new Listed<DepartmentObject>([.. (await db.Departments.AsNoTracking().OrderBy(row => row.Slug).ToListAsync(cancellation))
            .Select(row => new DepartmentObject(row.Id.ToString(), row.Slug, row.Name))]),
        AdministrationJson.Readable.ListedDepartmentObject);

    private static async Task<IResult> RolesAsync(CollegueDb db, CancellationToken cancellation)
    {
        var roles = await db.Memberships.AsNoTracking().Select(row => row.Roles).ToListAsync(cancellation);
        return TypedResults.Json(
            new Listed<RoleObject>([.. EachRole.Select(role => new RoleObject(NameOf(role), NameOf(role), PermissionsOf(role), roles.Count(held => held.HasFlag(role))))]),
            AdministrationJson.Readable.ListedRoleObject);
    }

    private static async Task<IResult> UsersAsync(CollegueDb db, CancellationToken cancellation)
    {
        var slugs = await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Slug, cancellation);
        var rows = await db.Memberships.AsNoTracking().Include(row => row.Agent).OrderBy(row => row.Agent!.UserName).ToListAsync(cancellation);
        return TypedResults.Json(
            new Listed<UserObject>([.. rows.Select(row => new UserObject(
                row.AgentId.ToString(), row.Agent!.Email ?? row.Agent.UserName, row.Agent.DisplayName, [.. EachRole.Where(role => row.Roles.HasFlag(role)).Select(NameOf)],
                row.DepartmentId is { } department ? slugs.GetValueOrDefault(department) : null))]),
            AdministrationJson.Readable.ListedUserObject);
    }

    private static async Task<IResult> CreateUserAsync(HttpRequest request, GatewayBody body, CollegueDb db, Access.Accounts accounts, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.UserRequest);
        var email = AskedBody.Required(asked.Email, "email", 254);
        try
        {
            await accounts.CreateAsync(
                new NewAccount(
                    email, AskedBody.Required(asked.Name, "name", 200), AskedBody.Required(asked.Password, "password", 200), RolesOf(asked.Roles) ?? Roles.Agent,
                    await DepartmentAsync(asked.Department, db, cancellation), IsDemo: false),
                cancellation);
        }
        catch (InvalidDataException refused)
        {
            throw RefusedException.Invalid("email", refused.Message);
        }

        var made = await db.Users.Where(row => row.UserName == email).Select(row => row.Id).SingleAsync(cancellation);
        return TypedResults.Json(new MadeObject(made.ToString()), AdministrationJson.Readable.MadeObject, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeUserAsync(
        string id, HttpRequest request, ClaimsPrincipal user, GatewayBody body, CollegueDb db, AuditTrail trail, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.UserRequest);
        var agent = AskedBody.Id(id, "User");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var membership = await db.Memberships.SingleOrDefaultAsync(row => row.AgentId == agent, cancellation) ?? throw RefusedException.Missing("User");
        var administered = membership.Roles.HasFlag(Roles.Administrator);
        membership.Roles = RolesOf(asked.Roles) ?? membership.Roles;
        membership.DepartmentId = asked.Department is null ? membership.DepartmentId : await DepartmentAsync(asked.Department, db, cancellation);
        if (administered && !membership.Roles.HasFlag(Roles.Administrator)
            && !await db.Memberships.AnyAsync(row => row.AgentId != agent && (row.Roles & Roles.Administrator) != 0, cancellation))
        {
            throw RefusedException.Conflict("The organisation would have no administrator left.", "roles");
        }

        await db.SaveChangesAsync(cancellation);
        var acting = await user.AgentOfKeyAsync(request, cancellation);
        await trail.AppendAsync(
            new AuditFact(acting is null ? Actor.System : Actor.Agent, "account.changed", SubjectId: agent, AgentId: acting, Detail: $"roles={(int)membership.Roles}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> KeysAsync(CollegueDb db, CancellationToken cancellation)
    {
        var users = await db.Memberships.AsNoTracking().Select(row => new { row.AgentId, Name = row.Agent!.Email ?? row.Agent.UserName }).ToDictionaryAsync(row => row.AgentId, row => row.Name, cancellation);
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Slug, cancellation);
        var rows = await db.ApiKeys.AsNoTracking().Where(row => row.RevokedAt == null).ToListAsync(cancellation);
        return TypedResults.Json(
            new Listed<KeyObject>([.. rows.OrderByDescending(row => row.CreatedAt).Select(row => KeyViews.Of(
                row, row.AgentId is { } agent ? users.GetValueOrDefault(agent) : null, row.DepartmentId is { } department ? departments.GetValueOrDefault(department) : null))]),
            AdministrationJson.Readable.ListedKeyObject);
    }

    private static async Task<IResult> CreateKeyAsync(
        HttpRequest request, ClaimsPrincipal user, GatewayBody body, CollegueDb db, ProgramKeys keys, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.KeyRequest);
        var holder = new KeyHolder(await HolderAsync(asked, db, cancellation), await DepartmentAsync(asked.Department, db, cancellation));
        var made = await keys.CreateUntilAsync(
            AskedBody.Required(asked.Name, "name", ProgramKeys.LongestName), KeyViews.Scopes(asked.Scopes, ApiScopes.Models), KeyViews.End(asked.Expires, null, clock.GetUtcNow()),
            holder, await user.AgentOfKeyAsync(request, cancellation), cancellation);
        return Made(made);
    }

    private static async Task<IResult> RotateKeyAsync(
        string id, HttpRequest request, ClaimsPrincipal user, ProgramKeys keys, CancellationToken cancellation)
    {
        var grace = AskedBody.Grace(request);
        return await keys.RotateAsync(AskedBody.Id(id, "Key"), grace, await user.AgentOfKeyAsync(request, cancellation), cancellation) is { } made
            ? Made(made)
            : throw RefusedException.Missing("Key");
    }

    private static async Task<IResult> RevokeKeyAsync(string id, HttpRequest request, ClaimsPrincipal user, ProgramKeys keys, CancellationToken cancellation) =>
        await keys.RevokeAsync(AskedBody.Id(id, "Key"), await user.AgentOfKeyAsync(request, cancellation), cancellation) ? TypedResults.NoContent() : throw RefusedException.Missing("Key");

    public static JsonHttpResult<MadeKey> Made(NewKey made) =>
        TypedResults.Json(new MadeKey(made.Row.Id.ToString(), made.Secret), AdministrationJson.Readable.MadeKey, statusCode: StatusCodes.Status201Created);

    private static async Task<Guid?> HolderAsync(KeyRequest asked, CollegueDb db, CancellationToken cancellation)
    {
        if (asked.User is null && asked.Email is null)
        {
            return null;
        }

        var id = asked.User is null ? Guid.Empty : AskedBody.Id(asked.User, "User");
        var found = await db.Memberships.Where(row => asked.User != null ? row.AgentId == id : row.Agent!.Email == asked.Email || row.Agent.UserName == asked.Email)
            .Select(row => (Guid?)row.AgentId).FirstOrDefaultAsync(cancellation);
        return found ?? throw RefusedException.Missing("User");
    }

    private static async Task<Guid?> DepartmentAsync(string? slug, CollegueDb db, CancellationToken cancellation) => slug is null
        ? null
        : await db.Departments.Where(row => row.Slug == slug).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation) ?? throw RefusedException.Missing("Department");

    private static Roles? RolesOf(IReadOnlyList<string>? names)
    {
        try
        {
            return names is null ? null : RoleNames.Parse(names);
        }
        catch (InvalidDataException unknown)
        {
            throw RefusedException.Invalid("roles", unknown.Message);
        }
    }

    private static string NameOf(Roles role) => role switch
    {
        Roles.Agent => "agent",
        Roles.Approver => "approver",
        Roles.Manager => "manager",
        Roles.Administrator => "administrator",
        _ => "auditor",
    };

    private static string[] PermissionsOf(Roles role) => role switch
    {
        Roles.Administrator => ["admin", "provide_models", "read_metric"],
        Roles.Auditor or Roles.Manager => ["read_metric"],
        _ => [],
    };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex SlugForm();
}

internal sealed record OrganizationRequest
{
    public string? Name { get; init; }
    public string? Slug { get; init; }
}
