using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>Text without marks: blank lines separate paragraphs, a first line standing alone is the title.</summary>
internal static partial class PlainTextReader
{
    public static FileReading Read(string text)
    {
        var blocks = new List<Block>();
        var title = default(string);
        foreach (var chunk in BlankLines().Split(text))
        {
            var paragraphs = Paragraphs(chunk).ToList();
            if (blocks.Count == 0 && title is null && paragraphs is [var only] && IsTitle(only))
            {
                title = only;
                blocks.Add(new Block.Heading(1, only));
                continue;
            }
            blocks.AddRange(paragraphs.Select(paragraph => new Block.Paragraph(paragraph)));
        }
        return new FileReading.Text(blocks, title);
    }

    /// <summary>Lines are joined as a terminal wraps them; a list item starts a paragraph of its own.</summary>
    private static IEnumerable<string> Paragraphs(string chunk)
    {
        var current = "";
        foreach (var line in chunk.Split('\n').Select(Spacing.Line).Where(line => line.Length > 0))
        {
            var item = ListMarks.Item(line);
            if (item is not null && current.Length > 0)
            {
                yield return current;
                current = "";
            }
            current = item is not null ? "- " + item : current.Length == 0 ? line : current + " " + line;
        }
        if (current.Length > 0)
            yield return current;
    }

    private static bool IsTitle(string line) => line.Length <= 120 && line[^1] is not ('.' or '!' or '?' or ';' or ':' or ',');

    [GeneratedRegex(@"\n[ \t]*(?:\n[ \t]*)+")]
    private static partial Regex BlankLines();
}
