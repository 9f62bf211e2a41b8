using System.Runtime.InteropServices;
using System.Text.Json;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Local;

/// <summary>Our own embeddings, by the contract of <c>/v1/embeddings</c>.</summary>
internal sealed class EmbedModel(TextVectors vectors) : LocalModel
{
    public const string ModelName = "collegue-embed";

    public override string Name => ModelName;

    public override ModelKind Kind => ModelKind.Embeddings;

    public override bool Answers(GatewayCallKind kind) => kind == GatewayCallKind.Embedding;

    public override async Task<LocalOutcome> AnswerAsync(LocalRequest request, HttpContext http, CancellationToken cancellation)
    {
        var fields = new LocalJson(request.Body);
        var texts = Texts(fields);
        var dimensions = fields.Number("dimensions", 1, vectors.Dimensions);
        var format = fields.Text("encoding_format") ?? "float";
        if (format is not ("float" or "base64"))
        {
            fields.Refuse<string>("encoding_format", "float or base64");
        }

        if (fields.Refusal is { } refusal)
        {
            return new LocalOutcome(0, 0, refusal);
        }

        var made = await vectors.OfAsync(texts, dimensions, cancellation);
        var tokens = texts.Sum(LocalModels.Words);
        await http.WriteAsync(writer => Write(writer, made, format == "base64", tokens), cancellation);
        return new LocalOutcome(tokens, 0);
    }

    private static List<string> Texts(LocalJson fields)
    {
        if (fields.Field("input") is not { ValueKind: JsonValueKind.String or JsonValueKind.Array } input)
        {
            fields.Refuse<string>("input", "a text or a list of texts");
            return [];
        }

        List<JsonElement> items = input.ValueKind == JsonValueKind.String ? [input] : [.. input.EnumerateArray()];
        if (items.Count is 0 or > TextVectors.MostTexts)
        {
            fields.Refuse<string>("input", $"1 to {TextVectors.MostTexts} texts");
        }
        else if (items.Exists(item => item.ValueKind != JsonValueKind.String))
        {
            fields.Refuse<string>("input", "texts: this model knows no tokens of others");
        }
        else if (items.Exists(item => item.GetString() is { Length: 0 or > TextVectors.LongestText }))
        {
            fields.Refuse<string>("input", $"texts of 1 to {TextVectors.LongestText} characters");
        }

        return fields.Refusal is null ? [.. items.Select(item => item.GetString()!)] : [];
    }

    private void Write(Utf8JsonWriter writer, IReadOnlyList<float[]> made, bool encoded, int tokens)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var (at, vector) in made.Index())
        {
            writer.WriteStartObject();
            writer.WriteString("object", "embedding");
            writer.WriteNumber("index", at);
            writer.WritePropertyName("embedding");
            if (encoded)
            {
                writer.WriteBase64StringValue(LittleEndian(vector));
            }
            else
            {
                WriteNumbers(writer, vector);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("model", Name);
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", tokens);
        writer.WriteNumber("total_tokens", tokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteNumbers(Utf8JsonWriter writer, float[] vector)
    {
        writer.WriteStartArray();
        foreach (var number in vector)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static ReadOnlySpan<byte> LittleEndian(float[] vector)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(vector.AsSpan());
        }

        var bytes = new byte[vector.Length * sizeof(float)];
        for (var at = 0; at < vector.Length; at++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at * sizeof(float)), vector[at]);
        }

        return bytes;
    }
}
