using Markdig;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using MarkdownTable = Markdig.Extensions.Tables.Table;

namespace Collegue.Knowledge.Reading;

/// <summary>Markdown with front matter, tables, definition lists and footnotes.</summary>
internal static class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseGridTables().UseDefinitionLists().UseFootnotes().UseAutoLinks().Build();

    public static FileReading Read(string text)
    {
        switch (FrontMatter.Split(text))
        {
            case FrontMatter.Unclosed:
                return new FileReading.Refused(ReadingTexts.FrontMatterOpen);
            case FrontMatter.Parted parted when MarkdownTangle.Is(parted.Body):
                return PlainTextReader.Read(parted.Body) is FileReading.Text plain ? plain with { FrontMatter = parted.Yaml } : new FileReading.Refused(ReadingTexts.TooDeep);
            case FrontMatter.Parted parted:
                var blocks = Blocks(Markdown.Parse(parted.Body, Pipeline)).Where(block => block.Text.Length > 0).ToList();
                var title = blocks.OfType<Block.Heading>().FirstOrDefault(heading => heading.Level == 1)?.Title;
                return new FileReading.Text(blocks, title, parted.Yaml);
            default:
                throw new InvalidOperationException();
        }
    }

    private static IEnumerable<Block> Blocks(ContainerBlock container) => container.SelectMany(Blocks);

    private static IEnumerable<Block> Blocks(Markdig.Syntax.Block block) => block switch
    {
        HeadingBlock heading => [new Block.Heading(heading.Level, Spacing.Line(MarkdownInlines.Text(heading.Inline)))],
        ListBlock list => list.OfType<ListItemBlock>().SelectMany(Item),
        MarkdownTable table => TableRows.Read(Cells(table), table.OfType<TableRow>().FirstOrDefault()?.IsHeader == true),
        DefinitionItem item => [Definition(item)],
        Footnote note => [new Block.Paragraph(Own(note))],
        LinkReferenceDefinitionGroup => [],
        HtmlBlock html => HtmlReader.Fragment(html.Lines.ToString()),
        CodeBlock code => [new Block.Paragraph(Spacing.Lines(code.Lines.ToString()))],
        LeafBlock leaf => [new Block.Paragraph(Spacing.Lines(MarkdownInlines.Text(leaf.Inline)))],
        ContainerBlock inner => Blocks(inner),
        _ => [],
    };

    /// <summary>The item with its own paragraphs, then what is nested in it.</summary>
    private static IEnumerable<Block> Item(ListItemBlock item)
    {
        var own = Own(item);
        if (own.Length > 0)
            yield return new Block.Paragraph("- " + own);
        foreach (var block in item.Where(child => child is not ParagraphBlock).SelectMany(Blocks))
            yield return block;
    }

    private static Block.Paragraph Definition(DefinitionItem item)
    {
        var terms = string.Join(", ", item.OfType<DefinitionTerm>().Select(term => Spacing.Line(MarkdownInlines.Text(term.Inline))));
        var meaning = string.Join('\n', item.Where(child => child is not DefinitionTerm).SelectMany(Blocks).Select(block => block.Text));
        return new Block.Paragraph($"{terms} : {meaning}");
    }

    private static string Own(ContainerBlock container) =>
        Spacing.Lines(string.Join('\n', container.OfType<ParagraphBlock>().Select(paragraph => MarkdownInlines.Text(paragraph.Inline))));

    private static List<IReadOnlyList<string>> Cells(MarkdownTable table) =>
        table.OfType<TableRow>()
            .Select(row => (IReadOnlyList<string>)row.OfType<TableCell>().Select(Own).ToList())
            .ToList();
}
