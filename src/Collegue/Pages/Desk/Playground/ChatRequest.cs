using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Collegue.Pages.Desk.Playground;

/// <summary>What is asked of a model, as its contract has it.</summary>
internal sealed record ChatRequest(string Model, string System, string User, double Temperature, int MostTokens, bool Streamed)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => ToJson(Streamed);

    public byte[] ToBytes() => global::System.Text.Encoding.UTF8.GetBytes(ToJson());

    public string ToJson(bool streamed)
    {
        var messages = new JsonArray();
        if (System.Length > 0)
        {
            messages.Add(new JsonObject { ["role"] = "system", ["content"] = System });
        }

        messages.Add(new JsonObject { ["role"] = "user", ["content"] = User });
        var body = new JsonObject { ["model"] = Model, ["messages"] = messages, ["temperature"] = Temperature, ["max_tokens"] = MostTokens };
        if (streamed)
        {
            body["stream"] = true;
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        return body.ToJsonString(Readable);
    }
}
