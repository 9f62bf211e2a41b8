using Collegue.Access;

namespace Collegue.Pages;

/// <summary>Addresses of citizens' pages, in full, as written in letters.</summary>
internal static class TrackingAddress
{
    public static string TrackingLink(this HttpContext context, string token) => Citizen(context, $"case/{token}");

    /// <summary>Where a number and a code are typed, as printed on paper.</summary>
    public static string FindAddress(this HttpContext context) => Citizen(context, "find");

    private static string Citizen(HttpContext context, string page)
    {
        var organisation = context.RequestServices.GetRequiredService<CurrentOrganisation>().Required;
        var path = organisation.Organisation.IsDefault ? "" : $"/o/{organisation.Slug}";
        return $"{context.Request.Scheme}://{context.Request.Host}{path}/citizen/{page}";
    }
}
