using System.ComponentModel.DataAnnotations;

namespace Collegue.Knowledge.Sources.Upload;

/// <summary>Bounds of the files people give to a collection.</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    [Range(1, 200)]
    public int MaxFileMegabytes { get; set; } = 25;

    /// <summary>In bytes.</summary>
    public long LargestFile => MaxFileMegabytes * 1024L * 1024;
}
