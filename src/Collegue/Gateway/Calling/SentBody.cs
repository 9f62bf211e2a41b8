using System.Text.Json;

namespace Collegue.Gateway.Calling;

/// <summary>What a provider is sent: the request as it came, but for the name of the model and the wish for usage at the end of a stream.</summary>
internal static class SentBody
{
    public static PooledBytes Of(ReadOnlySpan<byte> body, CallShape shape, string model, bool askUsage)
    {
        var sent = new PooledBytes(body.Length + model.Length + 64);
        var options = askUsage && shape is { IsStreamed: true, AsksUsage: false } ? shape.StreamOptionsAt ?? default : (Piece?)null;
        if (options is not { } piece)
        {
            Copy(sent, body, shape, model, 0, body.Length);
        }
        else if (piece.Length == 0)
        {
            // There is none: it goes before all the rest.
            var open = body.IndexOf((byte)'{') + 1;
            sent.Append(body[..open]);
            sent.Append("\"stream_options\":{\"include_usage\":true},"u8);
            Copy(sent, body, shape, model, open, body.Length);
        }
        else
        {
            Copy(sent, body, shape, model, 0, piece.Start);
            sent.Append(WithUsage(body.Slice(piece.Start, piece.Length)));
            Copy(sent, body, shape, model, piece.End, body.Length);
        }

        return sent;
    }

    private static void Copy(PooledBytes sent, ReadOnlySpan<byte> body, CallShape shape, string model, int from, int to)
    {
        if (shape.ModelAt.Start < from || shape.ModelAt.End > to)
        {
            sent.Append(body[from..to]);
            return;
        }

        sent.Append(body[from..shape.ModelAt.Start]);
        sent.Append("\""u8);
        sent.Append(JsonEncodedText.Encode(model).EncodedUtf8Bytes);
        sent.Append("\""u8);
        sent.Append(body[shape.ModelAt.End..to]);
    }

    private static byte[] WithUsage(ReadOnlySpan<byte> options)
    {
        using var document = JsonDocument.Parse(options.ToArray());
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
        {
            writer.WriteStartObject();
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Name != "include_usage"))
                {
                    property.WriteTo(writer);
                }
            }

            writer.WriteBoolean("include_usage"u8, true);
            writer.WriteEndObject();
        }

        return written.ToArray();
    }
}
