using System.Data.Common;
using Collegue.Access.Keys;

namespace Collegue.Api;

/// <summary>Writes a failure as the clients of one prefix expect it; <paramref name="detail"/> is null for the usual words.</summary>
internal delegate Task WriteFailure(HttpContext context, int status, string? detail);

/// <summary>
/// Under one prefix, whatever goes wrong — unknown address, refused key, too many requests, a surprise — is answered in the
/// dialect of its clients, never with a page for people.
/// </summary>
internal sealed partial class ErrorDialect(RequestDelegate next, PathString prefix, WriteFailure write, ILogger<ErrorDialect> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(prefix))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await write(context, refused.StatusCode, null);
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var status = exception.GetBaseException() is DbException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
            Log.Failed(logger, status, exception);
            await write(context, status, null);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await write(context, context.Response.StatusCode, null);
        }
    }

    /// <summary>What to say when nothing more precise is known.</summary>
    public static string UsualWords(HttpContext context, int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request could not be read.",
        StatusCodes.Status401Unauthorized => KeyAuthentication.Given(context.Request) is null
            ? "A key is needed: send 'Authorization: Bearer KEY'."
            : "The key is unknown, expired or revoked.",
        StatusCodes.Status403Forbidden => "The key does not allow this.",
        StatusCodes.Status404NotFound => "Nothing answers at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not answer to this method.",
        StatusCodes.Status413PayloadTooLarge => "The body of the request is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The content type of the request is not one that is read here.",
        StatusCodes.Status429TooManyRequests => "Too many requests: wait the seconds that Retry-After says.",
        StatusCodes.Status503ServiceUnavailable => "The database is out of reach for the moment: try again later.",
        >= 500 => "Something unexpected happened. It was logged.",
        _ => "The request was refused.",
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A program's request ended with {Status}.")]
        internal static partial void Failed(ILogger logger, int status, Exception exception);
    }
}
