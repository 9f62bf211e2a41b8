using Collegue.Storage.Organisations;

namespace Collegue.Gateway.Administration;

/// <summary>The administration of the gateway over HTTP, by the names of Albert's contract where it has them.</summary>
internal static class AdministrationEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder gateway)
    {
        MeEndpoints.Map(gateway);
        var admin = gateway.MapGroup("/admin");
        admin.AddEndpointFilter(new MayUse(ApiScopes.Administer)).AddEndpointFilter<RefusalFilter>().WithTags("Admin");
        RouterEndpoints.Map(admin);
        ProviderEndpoints.Map(admin);
        PeopleEndpoints.Map(admin);
        OverviewEndpoints.Map(admin);
    }
}
