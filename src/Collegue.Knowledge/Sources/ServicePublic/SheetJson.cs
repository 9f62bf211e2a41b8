using System.Text.Json;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Reads a sheet of the npm package: <c>{type, name, attributes, children}</c> or <c>{type: "text", text}</c>.</summary>
internal static class SheetJson
{
    private const int MaxDepth = 400;

    public static SheetParse Parse(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\uFEFF"u8))
            content = content[3..];
        try
        {
            var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return new SheetParse.Broken("le contenu n'est pas un objet JSON");
            var names = new HashSet<string>(StringComparer.Ordinal);
            var root = ReadNode(ref reader, names.GetAlternateLookup<ReadOnlySpan<char>>());
            while (reader.Read())
            {
                // What follows the sheet must be JSON too: a file glued to another one is refused by the reader.
            }
            var publication = root.Name == SheetNames.Publication ? root : root.Child(SheetNames.Publication);
            return publication is null
                ? new SheetParse.Broken("le fichier n'est pas une fiche : « Publication » est absent")
                : new SheetParse.Tree(publication);
        }
        catch (JsonException problem)
        {
            return new SheetParse.Broken($"JSON illisible, ligne {problem.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            // Raised by the reader for text that is not UTF-8.
            return new SheetParse.Broken("le texte n'est pas en UTF-8 ou n'a pas la forme attendue");
        }
    }

    private static SheetNode ReadNode(ref Utf8JsonReader reader, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        string? name = null, text = null;
        SheetNode? element = null;
        var attributes = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("name"u8))
                name = NextString(ref reader, names);
            else if (reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("cdata"u8))
                text = NextString(ref reader);
            else if (reader.ValueTextEquals("attributes"u8))
                ReadAttributes(ref reader, attributes, names);
            else if (reader.ValueTextEquals("children"u8))
                ReadChildren(ref reader, element ??= SheetNode.Element(name ?? ""), names);
            else
                reader.Skip();
        }
        if (text is not null)
            return TextHolder(text);
        // The usual order is name, attributes, children; any other order costs one copy.
        if (element is null || element.Name != (name ?? ""))
        {
            var named = SheetNode.Element(name ?? "");
            foreach (var child in element?.Children ?? [])
                Append(named, child);
            element = named;
        }
        foreach (var (key, value) in attributes)
            element.AddAttribute(key, value);
        return element;
    }

    private static void ReadChildren(
        ref Utf8JsonReader reader, SheetNode parent, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new InvalidOperationException();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new InvalidOperationException();
            var child = ReadNode(ref reader, names);
            if (child is { Name: "", Text: null, Children: [{ Text: not null } held] })
                Append(parent, held);
            else if (child.Name.Length > 0)
                parent.Add(child);
        }
    }

    private static void ReadAttributes(
        ref Utf8JsonReader reader, List<KeyValuePair<string, string>> attributes,
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new InvalidOperationException();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = Interned(ref reader, names);
            attributes.Add(new(key, NextString(ref reader) ?? ""));
        }
    }

    private static SheetNode TextHolder(string text)
    {
        var holder = SheetNode.Element("");
        holder.AddText(text);
        return holder;
    }

    private static void Append(SheetNode parent, SheetNode child)
    {
        if (child.Text is { } text)
            parent.AddText(text);
        else
            parent.Add(child);
    }

    private static string? NextString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Number
            ? throw new InvalidOperationException()
            : reader.GetString();
    }

    private static string? NextString(ref Utf8JsonReader reader, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        reader.Read();
        return Interned(ref reader, names);
    }

    /// <summary>Element and attribute names come back a thousand times in a sheet: one string each is enough.</summary>
    private static string Interned(ref Utf8JsonReader reader, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        Span<char> buffer = stackalloc char[128];
        if (reader.HasValueSequence || reader.ValueSpan.Length > buffer.Length)
            return reader.GetString() ?? "";
        ReadOnlySpan<char> name = buffer[..reader.CopyString(buffer)];
        if (names.TryGetValue(name, out var known))
            return known;
        names.Add(name);
        return names.TryGetValue(name, out known) ? known : name.ToString();
    }
}
