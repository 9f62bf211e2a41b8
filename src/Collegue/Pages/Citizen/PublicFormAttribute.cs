using Collegue.Casework;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Collegue.Pages.Citizen;

/// <summary>
/// Reads a form with files before anything else does, keeping no more of a file than is needed to refuse it: the framework's
/// own reader refuses the whole form, and what was typed would be lost with it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PublicFormAttribute : Attribute, IAsyncResourceFilter
{
    /// <summary>Beyond this nothing is read; a film sent by mistake from a telephone is under it.</summary>
    private const long MostBytes = 300_000_000;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsPost(http.Request.Method) && MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = MostBytes;
            }

            try
            {
                var limits = http.RequestServices.GetRequiredService<IOptionsSnapshot<CaseworkOptions>>().Value;
                http.Request.Form = await CitizenForm.ReadAsync(HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "", http.Request.Body, limits, http.RequestAborted);
            }
            catch (BadHttpRequestException exception)
            {
                context.Result = new StatusCodeResult(exception.StatusCode);
                return;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException)
            {
                context.Result = new BadRequestResult();
                return;
            }
        }

        await next();
    }
}
