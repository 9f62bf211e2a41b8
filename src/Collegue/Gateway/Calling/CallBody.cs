using Microsoft.AspNetCore.Http.Features;

namespace Collegue.Gateway.Calling;

/// <summary>Reads the body of a request to its end, no further than it may be long.</summary>
internal static class CallBody
{
    /// <exception cref="CallRefusedException">It is longer.</exception>
    public static async ValueTask<PooledBytes> ReadAsync(HttpContext http, int mostMegabytes)
    {
        var most = mostMegabytes * 1024L * 1024L;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // Refused here, so that it is said in the words of the contract.
            size.MaxRequestBodySize = most + 1;
        }

        if (http.Request.ContentLength > most)
        {
            throw TooLarge(mostMegabytes);
        }

        var bytes = new PooledBytes((int)(http.Request.ContentLength ?? 4096) + 1);
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
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static CallRefusedException TooLarge(int megabytes) =>
        new(new GatewayRefusal(StatusCodes.Status413PayloadTooLarge, $"The body of the request is larger than {megabytes} MB.", "request_too_large"));
}
