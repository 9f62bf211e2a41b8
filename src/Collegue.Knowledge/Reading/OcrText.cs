using System.Globalization;
using System.Text;

namespace Collegue.Knowledge.Reading;

/// <summary>Joins recognised lines into paragraphs, page after page.</summary>
internal sealed class OcrText(int pages)
{
    private readonly List<Block> blocks = [];
    private int text;

    public IReadOnlyList<Block> Blocks => blocks;

    /// <summary>The first line of the first page, when it stands alone.</summary>
    public string? Title { get; private set; }

    public void Add(int page, string words)
    {
        text = ReadingBounds.Add(text, words.Length);
        var lines = words.ReplaceLineEndings("\n").Replace('\f', '\n').Split('\n').Select(Spacing.Line).ToList();
        if (!lines.Exists(IsText))
            return;
        if (pages > 1)
            blocks.Add(new Block.Heading(1, string.Create(CultureInfo.InvariantCulture, $"Page {page}")));
        var hyphenation = new Hyphenation(lines);
        var paragraph = new StringBuilder();
        foreach (var line in lines.Append(""))
        {
            if (line.Length == 0 || ListMarks.Item(line) is not null)
                Flush(paragraph);
            if (IsText(line))
                hyphenation.Append(paragraph, ListMarks.Item(line) is { } item ? "- " + item : line);
        }
        Flush(paragraph);
    }

    private void Flush(StringBuilder paragraph)
    {
        if (paragraph.Length == 0)
            return;
        var content = paragraph.ToString();
        paragraph.Clear();
        if (Title is null && blocks.TrueForAll(block => block is Block.Heading) && content.Length <= 120 && char.IsLetterOrDigit(content[^1]))
            Title = content;
        blocks.Add(new Block.Paragraph(content));
    }

    /// <summary>Stains and rules are read as stray signs.</summary>
    private static bool IsText(string line) => line.Any(char.IsLetterOrDigit);
}
