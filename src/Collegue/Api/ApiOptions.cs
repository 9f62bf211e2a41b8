using System.ComponentModel.DataAnnotations;

namespace Collegue.Api;

/// <summary>Bounds of what programs may ask.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests without key that one address may send in a minute.</summary>
    [Range(1, 1_000_000)]
    public int PerMinuteWithoutKey { get; set; } = 120;

    /// <summary>Requests that one key may send in a minute.</summary>
    [Range(1, 10_000_000)]
    public int PerMinuteWithKey { get; set; } = 120_000;

    /// <summary>Largest JSON body, in kilobytes.</summary>
    [Range(1, 10_000)]
    public int MaxJsonKilobytes { get; set; } = 256;
}
