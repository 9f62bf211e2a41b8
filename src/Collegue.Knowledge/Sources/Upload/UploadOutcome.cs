using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Sources.Upload;

/// <summary>What giving a file to a collection did. Its document is there after the next reading.</summary>
public abstract record UploadOutcome
{
    private UploadOutcome()
    {
    }

    public sealed record Added(UploadedFile File) : UploadOutcome;

    /// <summary>A file of this name was there: the new one took its place, with an id of its own.</summary>
    public sealed record Replaced(UploadedFile File) : UploadOutcome;

    public sealed record Refused(UploadRefusal Reason) : UploadOutcome;
}

/// <summary>Why a file is not kept.</summary>
public enum UploadRefusal
{
    Empty,

    /// <summary>Over <see cref="UploadOptions.MaxFileMegabytes"/>.</summary>
    TooLarge,

    /// <summary>Its extension is not one of those that are read.</summary>
    UnsupportedFormat,

    /// <summary>Too long, nothing before the extension, or with signs no file name should have (path separators, controls).</summary>
    Name,

    /// <summary>Not a collection of this organisation.</summary>
    NoCollection,

    /// <summary>The documents of this collection come from somewhere else: reading uploads would remove them.</summary>
    OtherSource,
}
