using System.Text.Json.Nodes;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>The pieces of chats and completions: each choice has its texts, each of its tool calls its arguments.</summary>
internal sealed class ChatPieces(MaskMap map)
{
    private readonly SortedDictionary<int, SortedDictionary<Told, RestoredText>> choices = [];
    private JsonObject? last;

    public IReadOnlyList<string> Next(JsonObject piece, JsonArray told, string data)
    {
        last = piece;
        var (before, pieces, changed) = (new List<string>(), new HashSet<(JsonObject, string)>(), false);
        foreach (var choice in told.OfType<JsonObject>())
        {
            var index = PieceText.Number(choice["index"]) ?? 0;
            if (!choices.TryGetValue(index, out var texts))
            {
                choices[index] = texts = [];
            }

            var (slots, ends) = (Slots(choice).ToList(), choice["finish_reason"] is not null);
            before.AddRange(texts.Where(text => text.Value.Holds && Ends(text.Key, slots, ends)).Select(text => Held(piece, index, text.Key, text.Value.Finish())).ToList());
            foreach (var (key, fields, name, text) in slots)
            {
                if (!texts.TryGetValue(key, out var restoring))
                {
                    texts[key] = restoring = new RestoredText(map, key.Name == "arguments" ? true : null);
                }

                pieces.Add((fields, name));
                if (restoring.Feed(text) + (ends ? restoring.Finish() : "") is var restored && restored != text)
                {
                    (fields[name], changed) = (restored, true);
                }
            }
        }

        changed |= PieceText.RestoreAll(piece, map, pieces);
        return [.. before, changed ? PieceText.Written(piece) : data];
    }

    public IReadOnlyList<string> Last() => last is null ? [] :
    [
        .. choices.SelectMany(choice => choice.Value.Where(text => text.Value.Holds).Select(text => Held(last, choice.Key, text.Key, text.Value.Finish()))),
    ];

    /// <summary>A text ends with its choice, or where words of another sort begin: an answer after a thought.</summary>
    private static bool Ends(Told text, List<Slot> slots, bool ends) =>
        slots.TrueForAll(slot => slot.Key != text) && (ends || (text.Call is null && slots.Exists(slot => slot.Key.Call is null && slot.Text.Length > 0)));

    private static IEnumerable<Slot> Slots(JsonObject choice)
    {
        if (PieceText.Of(choice["text"]) is { } completed)
        {
            yield return new Slot(new Told(null, "text"), choice, "text", completed);
        }

        if (choice["delta"] is not JsonObject delta)
        {
            yield break;
        }

        foreach (var (name, value) in delta)
        {
            if (name != "role" && PieceText.Of(value) is { } text)
            {
                yield return new Slot(new Told(null, name), delta, name, text);
            }
        }

        if (delta["function_call"] is JsonObject call && PieceText.Of(call["arguments"]) is { } given)
        {
            yield return new Slot(new Told(-1, "arguments"), call, "arguments", given);
        }

        foreach (var (at, tool) in (delta["tool_calls"] as JsonArray ?? []).OfType<JsonObject>().Index())
        {
            var index = PieceText.Number(tool["index"]) ?? at;
            if (tool["function"] is JsonObject function && PieceText.Of(function["arguments"]) is { } arguments)
            {
                yield return new Slot(new Told(index, "arguments"), function, "arguments", arguments);
            }

            if (tool["custom"] is JsonObject custom && PieceText.Of(custom["input"]) is { } input)
            {
                yield return new Slot(new Told(index, "input"), custom, "input", input);
            }
        }
    }

    private static string Held(JsonObject piece, int choice, Told text, string held)
    {
        var copy = piece.DeepClone().AsObject();
        copy.Remove("usage");
        JsonObject said = text switch
        {
            { Call: null, Name: "text" } => new JsonObject { ["index"] = choice, ["text"] = held },
            { Call: null } => new JsonObject { ["index"] = choice, ["delta"] = new JsonObject { [text.Name] = held } },
            { Call: -1 } => new JsonObject { ["index"] = choice, ["delta"] = new JsonObject { ["function_call"] = new JsonObject { ["arguments"] = held } } },
            _ => new JsonObject
            {
                ["index"] = choice,
                ["delta"] = new JsonObject
                {
                    ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = text.Call, [text.Name == "input" ? "custom" : "function"] = new JsonObject { [text.Name] = held } }),
                },
            },
        };
        said["finish_reason"] = null;
        copy["choices"] = new JsonArray(said);
        return PieceText.Written(copy);
    }

    /// <param name="Call">Which tool is called; null for what is said, -1 for the only call of older contracts.</param>
    private readonly record struct Told(int? Call, string Name) : IComparable<Told>
    {
        public int CompareTo(Told other) => (Call ?? -2, Name).CompareTo((other.Call ?? -2, other.Name));
    }

    private readonly record struct Slot(Told Key, JsonObject Fields, string Name, string Text);
}
