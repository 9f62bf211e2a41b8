using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Collegue.Pages.Desk.Playground;

/// <summary>What is asked of a model, as its contract has it.</summary>
/// <param name="Others">Fields that the form has no place for, as they were typed.</param>
internal sealed record ChatRequest(string Model, string System, string User, double Temperature, int MostTokens, bool Streamed, string Others)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] ToBytes() => global::System.Text.Encoding.UTF8.GetBytes(ToJson());

    public string ToJson()
    {
        var body = new JsonObject { ["model"] = Model, [TypedFields.Messages] = Messages(), ["temperature"] = Temperature, ["max_tokens"] = MostTokens };
        if (Streamed)
        {
            body["stream"] = true;
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        foreach (var (name, value) in Rest())
        {
            body[name] = value?.DeepClone();
        }

        return body.ToJsonString(Readable);
    }

    /// <summary>Those among the other fields, or else those of the form.</summary>
    public JsonNode? Messages()
    {
        if (TypedFields.Read(Others).TryGetPropertyValue(TypedFields.Messages, out var typed))
        {
            return typed?.DeepClone();
        }

        var messages = new JsonArray();
        if (System.Length > 0)
        {
            messages.Add(new JsonObject { ["role"] = "system", ["content"] = System });
        }

        messages.Add(new JsonObject { ["role"] = "user", ["content"] = User });
        return messages;
    }

    /// <summary>The other fields, without messages.</summary>
    public JsonObject Rest()
    {
        var fields = TypedFields.Read(Others);
        fields.Remove(TypedFields.Messages);
        return fields;
    }
}
