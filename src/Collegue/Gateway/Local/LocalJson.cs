using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collegue.Gateway.Local;

/// <summary>Reads the fields of a request, keeping the first that is wrong.</summary>
internal sealed class LocalJson(JsonElement body)
{
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public GatewayRefusal? Refusal { get; private set; }

    /// <summary>Null when it is absent or null.</summary>
    public JsonElement? Field(string name) => body.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    public bool Flag(string name) => Field(name) is { } field && (field.ValueKind is JsonValueKind.True or JsonValueKind.False || Refuse<bool>(name, "true or false")) && field.GetBoolean();

    public int? Number(string name, int least, int most)
    {
        if (Field(name) is not { } field)
        {
            return null;
        }

        if (field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse<int>(name, $"a whole number from {least} to {most}");
        return null;
    }

    public string? Text(string name)
    {
        if (Field(name) is not { } field)
        {
            return null;
        }

        return field.ValueKind == JsonValueKind.String ? field.GetString() : Refuse<string>(name, "a text");
    }

    public T? Refuse<T>(string name, string takes)
    {
        Refusal ??= GatewayRefusal.Invalid(name, $"'{name}' takes {takes}.");
        return default;
    }

    /// <summary>A parameter that our models do not follow, and whose absence would be seen.</summary>
    public void Unsupported(string name) => Refusal ??= new GatewayRefusal(
        StatusCodes.Status422UnprocessableEntity, $"This model does not follow '{name}'.", "unsupported_parameter", name);
}
