using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>A place, a service or a reference met in the text, kept apart from it.</summary>
internal sealed record SheetResource(PassageKind Kind, string Text, string? Url)
{
    /// <summary>The same service is described at length in the text and briefly at the end: its name is what both share.</summary>
    public string Identity => Kind is PassageKind.WhereToGo or PassageKind.OnlineService ? Name : Text;

    public string Name => Text.Split('\n', 2)[0];
}

/// <summary>Paragraphs, list items and table rows of one stretch of a sheet, in reading order.</summary>
internal sealed class SheetBlocks
{
    private readonly List<string> texts = [];
    private readonly List<SheetResource> resources = [];

    public IReadOnlyList<string> Texts => texts;

    public IReadOnlyList<SheetResource> Resources => resources;

    public void Clear()
    {
        texts.Clear();
        resources.Clear();
    }

    public void WriteChildren(SheetNode node)
    {
        foreach (var child in node.Children)
            Write(child);
    }

    public void Write(SheetNode node)
    {
        switch (node.Name)
        {
            case SheetNames.Paragraph:
                Add(InlineText.Of(node));
                foreach (var image in node.All(SheetNames.Image))
                    WriteChildren(image);
                break;
            case SheetNames.List:
                foreach (var item in node.All(SheetNames.Item))
                    WriteItem(item);
                break;
            case SheetNames.Table:
                texts.AddRange(SheetTable.Lines(node));
                break;
            case "ANoter" or "ASavoir" or "Attention" or "Rappel":
                WriteLabelled(node);
                break;
            case "Chapitre" or "SousChapitre":
                // Only inside a place or a definition: elsewhere sections are followed by SheetBody.
                WriteLabelled(node);
                break;
            case SheetNames.WhereToGo or SheetNames.OnlineService or SheetNames.Reference:
                AddResources(node);
                break;
            case SheetNames.Title or "TitreAlternatif" or "Condition" or "Credits" or "Colonne" or "PivotLocal":
                break;
            default:
                if (node.Children.Any(child => child.Text is not null))
                    Add(InlineText.Of(node));
                else
                    WriteChildren(node);
                break;
        }
    }

    private void Add(string text)
    {
        if (text.Length > 0)
            texts.Add(text);
    }

    /// <summary>A paragraph that announces a place or a service ("à l'aide de ce service :") is left with its name, not hanging.</summary>
    private void AddResources(SheetNode node)
    {
        var found = SheetResources.Of(node).ToList();
        if (found.Count > 0 && texts is [.., var before] && before.EndsWith(':'))
            texts.Add("- " + found[0].Name);
        resources.AddRange(found);
    }

    /// <summary>One item is one block, with what is nested in it, so that it is never cut.</summary>
    private void WriteItem(SheetNode item)
    {
        var inside = new SheetBlocks();
        inside.WriteChildren(item);
        resources.AddRange(inside.resources);
        var text = "";
        foreach (var block in inside.texts)
        {
            var nested = block.StartsWith("- ", StringComparison.Ordinal);
            var piece = nested ? block[2..] : block;
            text = text.Length == 0 ? "- " + piece : text + Between(text[^1], piece[0], nested) + piece;
        }
        Add(text);
    }

    /// <summary>Nested items follow on the same line; a new sentence after an unfinished one begins a line of its own.</summary>
    private static string Between(char last, char next, bool nested)
    {
        if (last is '.' or ':' or ',' or ';' or '!' or '?')
            return " ";
        if (nested)
            return " ; ";
        return char.IsUpper(next) ? "\n" : " ";
    }

    private void WriteLabelled(SheetNode note)
    {
        var label = InlineText.Of(note.Child(SheetNames.Title)).TrimEnd(':', ' ');
        var start = texts.Count;
        WriteChildren(note);
        if (label.Length == 0 || texts.Count == start)
            return;
        if (texts[start].StartsWith("- ", StringComparison.Ordinal))
            texts.Insert(start, label + " :");
        else
            texts[start] = label + " : " + texts[start];
    }
}
