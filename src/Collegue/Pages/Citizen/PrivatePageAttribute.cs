using Microsoft.AspNetCore.Mvc.Filters;

namespace Collegue.Pages.Citizen;

/// <summary>A page whose address is a secret: kept by no cache, by no search engine, told to no other site.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PrivatePageAttribute : Attribute, IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store, no-cache";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Referrer-Policy"] = "no-referrer";
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
