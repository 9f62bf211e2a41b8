using System.Text;
using System.Xml;

namespace Collegue.Knowledge.Reading;

/// <summary>The body of a LibreOffice text in reading order; what stands in a frame follows the paragraph it is anchored to.</summary>
internal sealed class OdtBlocks
{
    private readonly OdtWalk walk;
    private readonly OdtTable table;
    private readonly OdtStyles styles = new();
    private readonly List<Block> notes = [];
    private List<Block> blocks = [];
    private string mark = "";

    public OdtBlocks(XmlReader xml)
    {
        walk = new OdtWalk(xml);
        table = new OdtTable(walk, CellWords);
    }

    public IReadOnlyList<Block> Read()
    {
        while (walk.Next())
        {
            if (walk is { IsElement: true, Name: "style" })
                styles.Add(walk.Attribute("name"), walk.Attribute("parent-style-name"));
            else if (walk is { IsElement: true, Name: "body" })
                walk.Inside(Element);
        }
        return [.. blocks, .. notes];
    }

    private void Element()
    {
        switch (walk.Name)
        {
            case "h":
                Paragraph(walk.Number("outline-level", 10));
                break;
            case "p":
                Paragraph(styles.HeadingLevel(walk.Attribute("style-name")));
                break;
            case "list-item":
                mark = "- ";
                walk.Inside(Element);
                mark = "";
                break;
            case "table":
                blocks.AddRange(table.Read());
                break;
            case "tracked-changes" or "annotation" or "forms" or "table-of-content" or "illustration-index" or "table-index"
                or "object-index" or "user-index" or "alphabetical-index" or "bibliography":
                walk.Skip();
                break;
            default:
                walk.Inside(Element);
                break;
        }
    }

    private void Paragraph(int? level)
    {
        var sign = mark;
        var line = new StringBuilder();
        var boxes = new List<Block>();
        Inline(line, boxes);
        var text = Spacing.Lines(line.ToString());
        if (text.Length > 0 && level is { } found)
            blocks.Add(new Block.Heading(found, Spacing.Line(text)));
        else if (text.Length > 0)
            blocks.Add(new Block.Paragraph(sign.Length == 0 && ListMarks.Item(text) is { } typed ? "- " + typed : sign + text));
        // Only the first paragraph of an item carries its mark.
        mark = text.Length > 0 ? "" : sign;
        blocks.AddRange(boxes);
    }

    private void Inline(StringBuilder line, List<Block> boxes) => walk.Inside(
        () =>
        {
            switch (walk.Name)
            {
                case "s" or "tab":
                    line.Append(' ');
                    walk.Skip();
                    break;
                case "line-break":
                    line.Append('\n');
                    walk.Skip();
                    break;
                case "a":
                    var target = walk.Target;
                    var words = new StringBuilder();
                    Inline(words, boxes);
                    line.Append(LinkText.With(words.ToString(), target));
                    break;
                case "note-body":
                    Elsewhere(notes);
                    break;
                case "frame" or "custom-shape" or "text-box" or "g":
                    Elsewhere(boxes);
                    break;
                case "note-citation" or "annotation" or "ruby-text":
                    walk.Skip();
                    break;
                default:
                    Inline(line, boxes);
                    break;
            }
        },
        text => line.Append(text.ReplaceLineEndings(" ")));

    private void Elsewhere(List<Block> place)
    {
        var (before, sign) = (blocks, mark);
        (blocks, mark) = (place, "");
        walk.Inside(Element);
        (blocks, mark) = (before, sign);
    }

    private string CellWords()
    {
        var cell = new List<Block>();
        Elsewhere(cell);
        return string.Join('\n', cell.Select(block => block.Text));
    }
}
