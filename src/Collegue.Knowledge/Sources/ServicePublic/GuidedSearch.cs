using System.Text;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Sheets that ask questions in order to lead to other sheets: what they ask, and the help they give.</summary>
internal static class GuidedSearch
{
    /// <summary>One text for each subject, with its title; empty when there is nothing to say.</summary>
    public static IEnumerable<(string Title, string Text)> Read(SheetNode node)
    {
        // The choices of a questionnaire ("Oui", "Non") inform nobody: only what it is for is kept.
        yield return ("", Lines(node.All("Description")));
        var alone = new StringBuilder();
        foreach (var problem in node.All("Problematique"))
        {
            var (title, text) = (TitleOf(problem), Lines(problem.Children));
            if (text.Length > 0)
                yield return (title, text);
            else if (title.Length > 0)
                alone.Append("- ").Append(title).Append('\n');
        }
        yield return ("", alone.ToString().TrimEnd('\n'));
    }

    private static string Lines(IEnumerable<SheetNode> nodes)
    {
        var lines = new StringBuilder();
        Append(lines, nodes);
        return lines.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder lines, IEnumerable<SheetNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.Name is "Branche")
            {
                if (TitleOf(node) is { Length: > 0 } title)
                    lines.Append("- ").Append(title).Append('\n');
                Append(lines, node.Children);
            }
            else if (node.Name is "Aide" or "Description")
            {
                var blocks = new SheetBlocks();
                blocks.WriteChildren(node);
                foreach (var text in blocks.Texts)
                    lines.Append(text).Append('\n');
            }
        }
    }

    private static string TitleOf(SheetNode node) => InlineText.Of(node.Child(SheetNames.Title));
}
