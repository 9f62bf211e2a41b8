using Collegue.Access;

namespace Collegue.Pages;

/// <summary>Address of a citizen's tracking page, in full, as written in letters.</summary>
internal static class TrackingAddress
{
    public static string TrackingLink(this HttpContext context, string token)
    {
        var organisation = context.RequestServices.GetRequiredService<CurrentOrganisation>().Required;
        var path = organisation.Organisation.IsDefault ? "" : $"/o/{organisation.Slug}";
        return $"{context.Request.Scheme}://{context.Request.Host}{path}/citizen/case/{token}";
    }
}
