using System.ComponentModel.DataAnnotations;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>How far and how fast a website is read.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    [Range(1, 100_000)]
    public int MaxPages { get; set; } = 2_000;

    /// <summary>Links followed from the start page.</summary>
    [Range(0, 100)]
    public int MaxDepth { get; set; } = 12;

    [Range(1, 500)]
    public int MaxPageMegabytes { get; set; } = 20;

    [Range(1, 1440)]
    public int MaxMinutes { get; set; } = 120;

    /// <summary>Between two requests; robots.txt may ask for more.</summary>
    [Range(0, 60_000)]
    public int DelayMilliseconds { get; set; } = 1_000;

    [Range(0.1, 600)]
    public double RequestSeconds { get; set; } = 30;

    /// <summary>A site named by a name may lie on the private network. Off, only an address typed as such may.</summary>
    public bool PrivateNames { get; set; }
}
