using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Upload;

/// <summary>Which file each document of a collection of uploads comes from, and whether a file can be one.</summary>
public static class UploadedNames
{
    /// <summary>The names of a collection's files by the keys of their documents. Give all of them: names that differ by extension only share a key.</summary>
    public static IReadOnlyDictionary<string, string> ByKey(IEnumerable<string> fileNames) =>
        UploadSource.Keys(fileNames).ToDictionary(file => file.Key, file => file.Relative, StringComparer.Ordinal);

    /// <summary>True when files of this name are read, going by the extension.</summary>
    public static bool IsReadable(string fileName) => FileFormats.Of(Path.GetExtension(fileName)) is not null;

    /// <summary>Reads a file only to say why it would be refused; null when it can be read.</summary>
    public static async Task<string?> WhyUnreadableAsync(byte[] content, string fileName, CancellationToken cancellation) =>
        await new BoundedReading(Ocr.Installed).ReadAsync(content, Path.GetExtension(fileName), cancellation) is FileReading.Refused refused
            ? refused.Reason
            : null;
}
