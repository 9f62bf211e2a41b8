namespace Collegue.Knowledge.Reading;

/// <summary>A piece of a file in reading order, whatever its format.</summary>
internal abstract record Block
{
    private Block(string text) => Text = text;

    public string Text { get; }

    /// <param name="level">1 for the outermost heading.</param>
    public sealed record Heading(int Level, string Title) : Block(Title);

    /// <summary>A paragraph, a list item or table row beginning with "- ", or lines that belong together.</summary>
    public sealed record Paragraph(string Content) : Block(Content);

    /// <summary>The row of a table file: a passage of its own.</summary>
    public sealed record Row(string Title, string Content) : Block(Content);
}
