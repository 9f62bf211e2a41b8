using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Splitting;

/// <summary>The headings above the current place, outermost first.</summary>
internal sealed class HeadingPath(string documentTitle)
{
    private readonly List<Block.Heading> open = [];

    public IReadOnlyList<string> Titles => Shown(open);

    public IReadOnlyList<string> Above(int level) => Shown(open.Where(heading => heading.Level < level));

    public bool Repeats(string title) => string.Equals(title, documentTitle, StringComparison.OrdinalIgnoreCase);

    public void Enter(Block.Heading heading)
    {
        open.RemoveAll(above => above.Level >= heading.Level);
        open.Add(heading);
    }

    private List<string> Shown(IEnumerable<Block.Heading> headings) =>
        headings.Select(heading => heading.Title).Where(title => title.Length > 0 && !Repeats(title)).ToList();
}
