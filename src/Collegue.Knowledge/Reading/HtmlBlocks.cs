using System.Runtime.CompilerServices;
using System.Text;
using AngleSharp.Dom;

namespace Collegue.Knowledge.Reading;

/// <summary>Walks a page in reading order: inline text gathers until a block begins or ends.</summary>
internal sealed class HtmlBlocks
{
    private static readonly HashSet<string> BlockNames = new(StringComparer.Ordinal)
    {
        "p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure",
        "figcaption", "address", "fieldset", "legend", "form", "details", "summary", "hr", "table", "caption", "body",
    };

    private readonly List<Block> blocks = [];
    private readonly StringBuilder line = new();
    private string mark = "";

    public IReadOnlyList<Block> Read(INode root)
    {
        Children(root);
        Flush();
        return blocks;
    }

    private void Children(INode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
                line.Append(text.Data.ReplaceLineEndings(" "));
            else if (child is IElement element)
                Element(element);
        }
    }

    private void Element(IElement element)
    {
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Flush();
                if (Words(element) is { Length: > 0 } title)
                    blocks.Add(new Block.Heading(element.LocalName[1] - '0', title));
                break;
            case "br":
                line.Append('\n');
                break;
            case "table" when element.QuerySelector("table") is null:
                Flush();
                blocks.AddRange(HtmlTable.Read(element, Words));
                break;
            case "li":
                Flush();
                Marked("- ", element);
                break;
            case "dt":
                Flush();
                Children(element);
                if (Spacing.Line(line.ToString()).Length > 0)
                    line.Append(" : ");
                break;
            case "dd":
                Children(element);
                Flush();
                break;
            case "a":
                Link(element);
                break;
            case var name when BlockNames.Contains(name):
                Flush();
                Children(element);
                Flush();
                break;
            default:
                Children(element);
                break;
        }
    }

    /// <summary>Only the first text of an item carries its mark: an item may hold paragraphs and lists.</summary>
    private void Marked(string sign, IElement element)
    {
        mark = sign;
        Children(element);
        Flush();
        mark = "";
    }

    private void Link(IElement link)
    {
        var start = line.Length;
        Children(link);
        if (line.Length < start)
            return;
        var words = line.ToString(start, line.Length - start);
        line.Length = start;
        line.Append(words.Trim().Length == 0 ? words : LinkText.With(words, link.GetAttribute("href")));
    }

    private static string Words(IElement element)
    {
        var inner = new HtmlBlocks().Read(element);
        return Spacing.Line(string.Join(' ', inner.Select(block => block.Text)));
    }

    private void Flush()
    {
        var text = Spacing.Lines(line.ToString());
        line.Clear();
        if (text.Length == 0)
            return;
        blocks.Add(new Block.Paragraph(mark + text));
        mark = "";
    }
}
