using Collegue.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Collegue.Pages.Citizen;

/// <summary>Sends back to the first page, which says what is missing, while the address leads to no organisation.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsOrganisationAttribute : Attribute, IResourceFilter, IOrderedFilter
{
    public int Order => -1;

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (context.HttpContext.RequestServices.GetRequiredService<CurrentOrganisation>().View is null)
        {
            context.Result = new LocalRedirectResult("~/");
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
