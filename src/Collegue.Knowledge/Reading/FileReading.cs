namespace Collegue.Knowledge.Reading;

/// <summary>What came out of one file.</summary>
internal abstract record FileReading
{
    private FileReading()
    {
    }

    /// <param name="Title">The title the file gives itself outside of its text; null when it gives none.</param>
    /// <param name="FrontMatter">YAML at the head of a Markdown file, without its fences.</param>
    public sealed record Text(IReadOnlyList<Block> Blocks, string? Title = null, string? FrontMatter = null) : FileReading;

    public sealed record Refused(string Reason) : FileReading;
}
