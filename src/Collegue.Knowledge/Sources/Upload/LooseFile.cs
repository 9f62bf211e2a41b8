using System.Text;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Upload;

/// <summary>What came out of a file that belongs to no collection.</summary>
public abstract record LooseFile
{
    private LooseFile()
    {
    }

    /// <param name="Text">Its words in reading order: paragraphs end with a line feed, list items begin with "- ".</param>
    public sealed record Read(string Name, string Text) : LooseFile;

    /// <param name="Reason">Why nothing could be read, in the language of those who import.</param>
    public sealed record Unreadable(string Name, string Reason) : LooseFile;

    public sealed record Refused(UploadRefusal Reason) : LooseFile;

    /// <summary>Reads it with the readers, and within the bounds, of files given to collections. Nothing is stored.</summary>
    public static async Task<LooseFile> ReadAsync(string name, byte[] content, UploadOptions limits, CancellationToken cancellation)
    {
        if (UploadName.Of(name) is not { } plain)
        {
            return new Refused(UploadRefusal.Name);
        }

        var extension = Path.GetExtension(plain);
        return content.Length == 0 ? new Refused(UploadRefusal.Empty)
            : content.Length > limits.LargestFile ? new Refused(UploadRefusal.TooLarge)
            : FileFormats.Of(extension) is null ? new Refused(UploadRefusal.UnsupportedFormat)
            : await new BoundedReading(Ocr.Installed).ReadAsync(content, extension, cancellation) switch
            {
                FileReading.Text text => new Read(plain, WordsOf(text)),
                FileReading.Refused refused => new Unreadable(plain, refused.Reason),
                var other => throw new InvalidOperationException(other.GetType().Name),
            };
    }

    private static string WordsOf(FileReading.Text text)
    {
        var words = new StringBuilder();
        foreach (var block in text.Blocks.Where(block => !string.IsNullOrWhiteSpace(block.Text)))
        {
            if (block is Block.Heading && words.Length > 0)
            {
                words.Append('\n');
            }

            words.Append(block is Block.Row row && row.Title.Length > 0 ? $"{row.Title}\n{row.Text}" : block.Text).Append('\n');
        }

        return words.ToString().TrimEnd('\n');
    }
}
