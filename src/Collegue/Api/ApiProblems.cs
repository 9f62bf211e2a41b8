using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Api;

/// <summary>Failures as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class ApiProblems
{
    public static Task WriteAsync(HttpContext context, int status, string? detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new ProblemDetails
            {
                Status = status,
                Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                Detail = detail ?? ErrorDialect.UsualWords(context, status),
            },
            ApiJson.Readable.ProblemDetails, "application/problem+json", context.RequestAborted);
    }

    public static ProblemHttpResult Missing(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound, title: "Not Found");

    public static ProblemHttpResult Invalid(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status400BadRequest, title: "Bad Request");
}
