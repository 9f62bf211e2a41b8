using System.Text;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Sheets that ask questions in order to lead to other sheets: what they ask, and the help they give.</summary>
internal static class GuidedSearch
{
    /// <summary>One text for each subject or question, with its title.</summary>
    public static IEnumerable<(string Title, string Text)> Read(SheetNode node)
    {
        if (node.Name == "Questionnaire")
        {
            yield return ("", Lines(node.All("Description")));
            foreach (var question in node.All("Question"))
                yield return (TitleOf(question), Lines(question.Children));
        }
        foreach (var problem in node.All("Problematique"))
            yield return (TitleOf(problem), Lines(problem.Children));
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
            if (node.Name is "Branche" or "Choix")
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
