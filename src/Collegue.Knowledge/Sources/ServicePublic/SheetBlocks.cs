using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>A place, a service or a reference met in the text, kept apart from it.</summary>
internal sealed record SheetResource(PassageKind Kind, string Text, string? Url);

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
                resources.AddRange(SheetResources.Of(node));
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

    /// <summary>One item is one block, with what is nested in it, so that it is never cut.</summary>
    private void WriteItem(SheetNode item)
    {
        var inside = new SheetBlocks();
        inside.WriteChildren(item);
        resources.AddRange(inside.resources);
        var text = "";
        var nested = false;
        foreach (var block in inside.texts)
        {
            var isItem = block.StartsWith("- ", StringComparison.Ordinal);
            if (text.Length == 0)
                text = isItem ? block : "- " + block;
            else
                text += (isItem || nested ? "\n" : " ") + block;
            nested |= isItem;
        }
        Add(text);
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
