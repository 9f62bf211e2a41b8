using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Sources;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Splitting;

/// <summary>
/// Cuts a read file into passages. A passage stays inside one section and ends with a paragraph; a list item or a row
/// is never cut, and a paragraph only between sentences when it is longer than a passage may be.
/// </summary>
internal static class SectionSplitter
{
    /// <param name="title">A heading that only repeats it says nothing more, and is left out of the path.</param>
    public static IReadOnlyList<SourcePassage> Split(IReadOnlyList<Block> blocks, string title)
    {
        var passages = new List<SourcePassage>();
        var path = new HeadingPath(title);
        var section = new List<string>();
        for (var at = 0; at < blocks.Count; at++)
        {
            switch (blocks[at])
            {
                case Block.Heading heading:
                    Close(passages, path.Titles, section);
                    if (IsBare(blocks, at, heading) && !path.Repeats(heading.Title))
                        Add(passages, path.Above(heading.Level), heading.Title);
                    path.Enter(heading);
                    break;
                case Block.Row row:
                    Close(passages, path.Titles, section);
                    Add(passages, [.. path.Titles, row.Title], row.Content);
                    break;
                case Block.Paragraph paragraph:
                    section.Add(paragraph.Content);
                    break;
            }
        }
        Close(passages, path.Titles, section);
        return passages;
    }

    /// <summary>Nothing stands under this heading: its words would be lost if they were not a passage.</summary>
    private static bool IsBare(IReadOnlyList<Block> blocks, int at, Block.Heading heading) =>
        at + 1 >= blocks.Count || (blocks[at + 1] is Block.Heading next && next.Level <= heading.Level);

    private static void Close(List<SourcePassage> passages, IReadOnlyList<string> heading, List<string> section)
    {
        foreach (var text in ParagraphPacking.Pack([.. section.SelectMany(SentenceCutting.Pieces)]))
            Add(passages, heading, text);
        section.Clear();
    }

    private static void Add(List<SourcePassage> passages, IReadOnlyList<string> heading, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            passages.Add(new SourcePassage(PassageKind.Body, heading.Where(part => part.Length > 0).ToList(), [], text));
    }
}
