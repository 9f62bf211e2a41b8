using System.Globalization;
using System.Threading.RateLimiting;
using Collegue.Access.Keys;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Collegue.Api;

/// <summary>How often programs may ask: counted for each key that opened lately, for each address otherwise.</summary>
internal sealed class RequestLimits(KeyRing ring, IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
{
    public const string Policy = "programs";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (rejected, _) =>
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : Window;
        rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        if (KeyAuthentication.Given(httpContext.Request) is { } given && ring.Lately(given) is { } key)
        {
            return Within(string.Create(CultureInfo.InvariantCulture, $"key {key:N}"), options.Value.PerMinuteWithKey);
        }

        return Within(httpContext.Connection.RemoteIpAddress?.ToString() ?? "", options.Value.PerMinuteWithoutKey);
    }

    private static RateLimitPartition<string> Within(string who, int most) => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions
    {
        PermitLimit = most,
        Window = Window,
    });
}
