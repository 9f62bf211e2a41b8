using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Safeguards.Masking;

/// <summary>Applies one change to every text of a value, whatever holds it: property names and numbers too.</summary>
internal sealed class TextWalk(Func<string, string> change)
{
    public string? Text(string? text) => text is null ? null : change(text);

    public Dictionary<string, object?>? Arguments(IDictionary<string, object?>? arguments) => arguments is null
        ? null
        : arguments.Select(pair => (Key: change(pair.Key), Value: Value(pair.Value)))
            .GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);

    public object? Value(object? value) => value switch
    {
        null or bool => value,
        string text => change(text),
        _ => Node(JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()))) is { } node
            ? JsonSerializer.SerializeToElement(node, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonNode)))
            : null,
    };

    private JsonNode? Node(JsonNode? node) => node switch
    {
        JsonObject pairs => new JsonObject(pairs.Select(pair => KeyValuePair.Create(change(pair.Key), Node(pair.Value))).DistinctBy(pair => pair.Key)),
        JsonArray items => new JsonArray([.. items.Select(Node)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => change(text.GetValue<string>()),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && change(number.ToJsonString()) is var changed
            && changed != number.ToJsonString() => changed,
        _ => node?.DeepClone(),
    };
}
