using Collegue.Knowledge.Splitting;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>
/// Follows sections and situations, and closes a passage each time one begins or ends: what applies to everyone,
/// to one case and to another are never in the same passage.
/// </summary>
internal sealed class SheetBody
{
    private readonly List<SourcePassage> passages = [];
    private readonly HashSet<(PassageKind, string, string?)> resourcesSeen = [];
    private readonly SheetBlocks blocks = new();
    private string[] heading = [];
    private string[] situation = [];

    public IReadOnlyList<SourcePassage> Passages => passages;

    public void Read(SheetNode node)
    {
        Walk(node);
        Close();
    }

    public void ReadUnder(string title, SheetNode node)
    {
        heading = title.Length == 0 ? [] : [title];
        Read(node);
        heading = [];
    }

    public void AddBody(string text)
    {
        if (text.Length > 0)
            passages.Add(new SourcePassage(PassageKind.Body, heading, situation, text));
    }

    public void AddBodyUnder(string title, string text)
    {
        heading = title.Length == 0 ? [] : [title];
        foreach (var packed in ParagraphPacking.Pack(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
            AddBody(packed);
        heading = [];
    }

    /// <summary>Adds what the sheet lists apart from its text, unless the text already gave it.</summary>
    public void AddListed(SheetNode node)
    {
        foreach (var resource in SheetResources.Of(node))
            AddResource(resource, repeat: false);
    }

    private void Walk(SheetNode node)
    {
        switch (node.Name)
        {
            case "Chapitre" or "SousChapitre":
                WalkInside(node, ref heading);
                break;
            case "Situation" or "Cas":
                WalkInside(node, ref situation);
                break;
            case "BlocCas" or SheetNames.Situations or "FragmentConditionne":
                Close();
                WalkChildren(node);
                Close();
                break;
            case SheetNames.Text or SheetNames.Introduction:
                WalkChildren(node);
                break;
            default:
                blocks.Write(node);
                break;
        }
    }

    private void WalkChildren(SheetNode node)
    {
        foreach (var child in node.Children)
            Walk(child);
    }

    private void WalkInside(SheetNode node, ref string[] path)
    {
        Close();
        var outside = path;
        var title = InlineText.Of(node.Child(SheetNames.Title));
        if (title.Length > 0)
            path = [.. outside, title];
        WalkChildren(node);
        Close();
        path = outside;
    }

    private void Close()
    {
        foreach (var text in ParagraphPacking.Pack(blocks.Texts))
            AddBody(text);
        foreach (var resource in blocks.Resources)
            AddResource(resource, repeat: true);
        blocks.Clear();
    }

    private void AddResource(SheetResource resource, bool repeat)
    {
        if (resourcesSeen.Add((resource.Kind, resource.Identity, resource.Url)) || repeat)
            passages.Add(new SourcePassage(resource.Kind, heading, situation, resource.Text, resource.Url));
    }
}
