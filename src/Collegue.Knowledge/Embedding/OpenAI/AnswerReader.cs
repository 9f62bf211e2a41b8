using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Collegue.Knowledge.Embedding.Models;

namespace Collegue.Knowledge.Embedding.OpenAI;

/// <summary>The vectors of an answer, in the order of the texts.</summary>
internal static class AnswerReader
{
    private const int LongestCode = 60;

    /// <exception cref="EmbeddingException">It is no answer to that many texts.</exception>
    public static float[][] Read(ReadOnlySpan<byte> body, int texts)
    {
        IReadOnlyList<EmbeddingsRow?>? rows;
        try
        {
            rows = JsonSerializer.Deserialize(body, EmbeddingsJson.Default.EmbeddingsAnswer)?.Data;
        }
        catch (JsonException notJson)
        {
            throw new EmbeddingException("The embeddings server answered something else than vectors in JSON; is the address right?", notJson);
        }

        if (rows is null)
        {
            throw new EmbeddingException("The embeddings server answered JSON without vectors; is the address right?");
        }

        if (rows.Count != texts)
        {
            throw new EmbeddingException(string.Create(
                CultureInfo.InvariantCulture, $"The embeddings server gave {rows.Count} vectors for {texts} texts."));
        }

        var vectors = new float[texts][];
        for (var at = 0; at < texts; at++)
        {
            var index = rows[at]?.Index ?? at;
            if (rows[at] is not { } row || index < 0 || index >= texts || vectors[index] is not null)
            {
                throw new EmbeddingException("The embeddings server numbered its vectors so that they cannot be put in order.");
            }

            vectors[index] = Vector(row.Embedding);
        }

        return vectors;
    }

    /// <summary>The code of an error, such as <c>context_length_exceeded</c>; never its message, which may quote the texts or the key.</summary>
    public static string? ErrorCode(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var answer = JsonDocument.ParseValue(ref reader);
            var error = answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("error", out var inner)
                && inner.ValueKind == JsonValueKind.Object ? inner : answer.RootElement;
            return error.ValueKind != JsonValueKind.Object ? null : Code(error, "code") ?? Code(error, "type") ?? Code(error, "error_type");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Code(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestCode } code
        && code.All(letter => char.IsAsciiLetter(letter) || letter is '_') ? code : null;

    private static float[] Vector(JsonElement embedding)
    {
        try
        {
            return embedding.ValueKind switch
            {
                JsonValueKind.Array => [.. embedding.EnumerateArray().Select(number => number.GetSingle())],
                JsonValueKind.String => Decode(embedding.GetBytesFromBase64()),
                _ => throw new FormatException(),
            };
        }
        catch (Exception unread) when (unread is FormatException or InvalidOperationException)
        {
            throw new EmbeddingException("The embeddings server gave a vector that is neither numbers nor base 64.", unread);
        }
    }

    private static float[] Decode(byte[] bytes)
    {
        if (bytes.Length % sizeof(float) != 0)
        {
            throw new FormatException();
        }

        // Little-endian on the wire, as on every machine this program runs on.
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }
}
