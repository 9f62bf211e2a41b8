namespace Collegue.Knowledge.Reading;

/// <summary>What came out of one file.</summary>
internal abstract record FileReading
{
    private FileReading()
    {
    }

    /// <param name="Title">The title the file gives itself outside of its text; null when it gives none.</param>
    /// <param name="FrontMatter">YAML at the head of a Markdown file, without its fences.</param>
    /// <param name="Updated">The day the file itself says it is of.</param>
    public sealed record Text(IReadOnlyList<Block> Blocks, string? Title = null, string? FrontMatter = null, DateOnly? Updated = null) : FileReading;

    /// <summary>A PDF whose words are only pictures: they must be recognised before they can be read.</summary>
    public sealed record Pictures(int Pages, string Reason) : FileReading;

    public sealed record Refused(string Reason) : FileReading;
}
