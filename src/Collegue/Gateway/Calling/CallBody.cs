using Microsoft.AspNetCore.Http.Features;

namespace Collegue.Gateway.Calling;

/// <summary>Reads the body of a request to its end, no further than it may be long.</summary>
internal static class CallBody
{
    /// <summary>How much more than it may be long is thrown away before the line is cut.</summary>
    private const long Unread = 64 * 1024 * 1024;

    /// <exception cref="RefusedException">It is longer.</exception>
    public static async ValueTask<PooledBytes> ReadAsync(HttpContext http, int mostMegabytes)
    {
        var most = mostMegabytes * 1024L * 1024L;
        Limit(http, mostMegabytes);
        var bytes = new PooledBytes((int)Math.Min(http.Request.ContentLength ?? 4096, PooledBytes.MostAtFirst));
        try
        {
            var reader = http.Request.BodyReader;
            while (true)
            {
                var read = await reader.ReadAsync(http.RequestAborted);
                foreach (var segment in read.Buffer)
                {
                    bytes.Append(segment.Span);
                }

                reader.AdvanceTo(read.Buffer.End);
                if (bytes.Length > most)
                {
                    throw TooLarge(mostMegabytes);
                }

                if (read.IsCompleted)
                {
                    return bytes;
                }
            }
        }
        catch (Exception unread)
        {
            bytes.Dispose();
            if (unread is RefusedException or OperationCanceledException or BadHttpRequestException)
            {
                throw;
            }

            // Chunks whose length is no number end in several ways.
            throw new RefusedException(new GatewayRefusal(StatusCodes.Status400BadRequest, "The body of the request cannot be read.", "invalid_request"));
        }
    }

    /// <exception cref="RefusedException">It says itself that it is longer.</exception>
    public static void Limit(HttpContext http, int mostMegabytes)
    {
        var most = mostMegabytes * 1024L * 1024L;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // Refused here, so that it is said in the words of the contract; what comes after it is read and thrown away by the server, so that
            // a client that still sends reads the refusal.
            size.MaxRequestBodySize = most + Unread;
        }

        if (http.Request.ContentLength > most)
        {
            throw TooLarge(mostMegabytes);
        }
    }

    public static RefusedException TooLarge(int megabytes) =>
        new(new GatewayRefusal(StatusCodes.Status413PayloadTooLarge, $"The body of the request is larger than {megabytes} MB.", "request_too_large"));
}
