using System.ComponentModel.DataAnnotations;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Where the national sheets are looked for when no location is given, and for how long.</summary>
public sealed class ServicePublicOptions
{
    public const string Section = "ServicePublic";

    /// <summary>DILA's archives, one for each audience; all of them are needed.</summary>
    [Required, MinLength(1)]
    public IList<string> LiveArchives { get; init; } =
    [
        "https://lecomarquage.service-public.fr/vdd/3.3/part/zip/vosdroits-latest.zip",
        "https://lecomarquage.service-public.fr/vdd/3.3/pro/zip/vosdroits-latest.zip",
        "https://lecomarquage.service-public.fr/vdd/3.3/asso/zip/vosdroits-latest.zip",
    ];

    /// <summary>All the archives must have answered within this time; otherwise the package is taken.</summary>
    [Range(0.1, 120)]
    public double ReachSeconds { get; set; } = 5;

    [Range(1, 3600)]
    public double DownloadSeconds { get; set; } = 180;

    [Range(1, 3600)]
    public double PackSeconds { get; set; } = 180;

    [Range(1, 4096)]
    public int MaxDownloadMegabytes { get; set; } = 500;
}
