namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>One node of a sheet; JSON and XML give the same tree. A text node has no name.</summary>
internal sealed class SheetNode
{
    private static readonly SheetNode[] None = [];
    private List<SheetNode>? children;
    private List<KeyValuePair<string, string>>? attributes;

    private SheetNode(string name, string? text) => (Name, Text) = (name, text);

    public string Name { get; }

    public string? Text { get; }

    public IReadOnlyList<SheetNode> Children => (IReadOnlyList<SheetNode>?)children ?? None;

    public IReadOnlyList<KeyValuePair<string, string>> Attributes =>
        (IReadOnlyList<KeyValuePair<string, string>>?)attributes ?? [];

    public static SheetNode Element(string name) => new(name, null);

    /// <summary>Blank text is layout between elements, which the JSON form has already lost: it is dropped in both.</summary>
    public void AddText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (children is [.., { Text: { } before }])
            children[^1] = new SheetNode("", before + text);
        else
            Add(new SheetNode("", text));
    }

    public void Add(SheetNode child) => (children ??= []).Add(child);

    public void AddAttribute(string name, string value) => (attributes ??= []).Add(new(name, value));

    public string? Attribute(string name)
    {
        foreach (var (key, value) in Attributes)
        {
            if (key == name)
                return value;
        }
        return null;
    }

    public SheetNode? Child(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                return child;
        }
        return null;
    }

    public IEnumerable<SheetNode> All(string name) => Children.Where(child => child.Name == name);
}

/// <summary>What the bytes of one file gave.</summary>
internal abstract record SheetParse
{
    private SheetParse()
    {
    }

    public sealed record Tree(SheetNode Publication) : SheetParse;

    public sealed record Broken(string Reason) : SheetParse;
}
