using System.Data.Common;
using Collegue.Storage.Organisations;

namespace Collegue.Access;

/// <summary>The organisation a request is for: of the address for citizens, of the account at the desk.</summary>
internal sealed class CurrentOrganisation(OrganisationScope scope)
{
    public OrganisationView? View { get; private set; }

    /// <summary>For pages that only exist inside an organisation.</summary>
    public OrganisationView Required => View ?? throw new InvalidOperationException("No organisation was entered.");

    public void Enter(OrganisationView organisation)
    {
        View = organisation;
        scope.Enter(organisation.Id, organisation.Ancestors);
    }
}

/// <summary>Takes <c>/o/SLUG</c> off the address, or the instance's default organisation.</summary>
internal sealed class OrganisationFromPath(RequestDelegate next, OrganisationDirectory directory)
{
    public async Task InvokeAsync(HttpContext context, CurrentOrganisation current)
    {
        try
        {
            await EnterAsync(context, current);
        }
        catch (DbException)
        {
            context.Request.Path = "/status/503";
        }

        await next(context);
    }

    private async Task EnterAsync(HttpContext context, CurrentOrganisation current)
    {
        var cancellation = context.RequestAborted;
        if (context.Request.Path.StartsWithSegments("/o", out var rest) && rest.Value is { Length: > 1 } value)
        {
            var slug = value[1..].Split('/')[0];
            if (await directory.FindAsync(slug, cancellation) is { } named)
            {
                current.Enter(named);
                context.Request.PathBase = context.Request.PathBase.Add($"/o/{slug}");
                context.Request.Path = value[(slug.Length + 1)..] is { Length: > 0 } path ? path : "/";
            }
        }
        else if (await directory.FindDefaultAsync(cancellation) is { } chosen)
        {
            current.Enter(chosen);
        }
    }
}

/// <summary>At the desk and in the administration, the account decides, whatever the address says.</summary>
internal sealed class AgentOrganisation(RequestDelegate next, OrganisationDirectory directory)
{
    public async Task InvokeAsync(HttpContext context, CurrentOrganisation current)
    {
        if (IsForAgents(context.Request.Path) && context.User.OrganisationId() is { } id
            && await directory.FindAsync(id, context.RequestAborted) is { } organisation)
        {
            current.Enter(organisation);
        }

        await next(context);
    }

    private static bool IsForAgents(PathString path) =>
        path.StartsWithSegments("/desk") || path.StartsWithSegments("/admin") || path.StartsWithSegments("/steering");
}
