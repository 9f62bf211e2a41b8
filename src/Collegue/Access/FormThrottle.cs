using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Collegue.Access;

public sealed class FormThrottleOptions
{
    public const string Section = "Forms";

    /// <summary>Public forms one address may send in a minute. A town hall's own counter shares one address.</summary>
    [Range(1, 100_000)]
    public int PerMinute { get; set; } = 30;
}

/// <summary>
/// Limits how often one address sends public forms. Asked by the page itself, so that what was typed can be shown again
/// with the refusal.
/// </summary>
internal sealed class FormThrottle(IOptions<FormThrottleOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.PerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    public bool Allows(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "");
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
