using System.Buffers;
using System.Text;
using System.Text.Json;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>A text of a request.</summary>
/// <param name="Key">The name of the field that holds it where nothing is known of the field; it may say what the text is.</param>
/// <param name="Where">The known fields around it; holds nothing that somebody wrote.</param>
internal readonly record struct FieldText(string Text, string? Key, string Where);

/// <summary>Applies a change to every text of a request, as its shape says; JSON inside strings is changed inside.</summary>
internal sealed class FieldWalk(Func<FieldText, string> change)
{
    private const int DeepestJson = 6;
    private static readonly SearchValues<char> Words = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/@+-");

    /// <exception cref="MaskingFailedException">Something in it cannot be read.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public byte[] Apply(ReadOnlyMemory<byte> json, Shape shape) => Apply(json, Field.Of(shape), null, "", 0);

    private byte[] Apply(ReadOnlyMemory<byte> json, Field field, string? key, string where, int depth)
    {
        var splice = new JsonSplice(json);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        Value(ref reader, splice, field, key, where, depth);
        while (reader.Read())
        {
        }

        return splice.Finish();
    }

    private void Value(ref Utf8JsonReader reader, JsonSplice splice, Field field, string? key, string where, int depth)
    {
        if (field.Meaning == Meaning.Unreadable && reader.TokenType != JsonTokenType.Null)
        {
            throw Failed(where);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(ref reader, splice, field, where, depth);
                break;
            case JsonTokenType.StartArray:
                for (var at = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++)
                {
                    Value(ref reader, splice, field, key, key is null ? $"{where}[{at}]" : where, depth);
                }

                break;
            case JsonTokenType.String:
                String(ref reader, splice, field, key, where, depth);
                break;
            case JsonTokenType.Number when !field.TakesNumbers:
                throw Failed(where);
            case JsonTokenType.Number when field.Meaning == Meaning.Text:
                var number = Encoding.UTF8.GetString(reader.ValueSpan);
                Put(ref reader, splice, number, change(new FieldText(number, key, where)));
                break;
            default:
                break;
        }
    }

    private void Object(ref Utf8JsonReader reader, JsonSplice splice, Field field, string where, int depth)
    {
        var shape = Known(reader, field.Shape);
        if (shape?.Types is { } types && Named(reader, "type") is { } type && !types.Contains(type))
        {
            throw Failed(where);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (shape is not null && shape.Fields.TryGetValue(name, out var known))
            {
                reader.Read();
                Value(ref reader, splice, known, null, where.Length == 0 ? name : $"{where}.{name}", depth);
                continue;
            }

            if (field.Meaning == Meaning.Text || !IsWord(name))
            {
                Put(ref reader, splice, name, change(new FieldText(name, null, where)));
            }

            reader.Read();
            Value(ref reader, splice, field.Meaning == Meaning.Text ? Field.Text : Field.Technical, name, where, depth);
        }
    }

    private void String(ref Utf8JsonReader reader, JsonSplice splice, Field field, string? key, string where, int depth)
    {
        var text = reader.GetString()!;
        if (field.Meaning == Meaning.Technical && IsWord(text))
        {
            // Servers know models by names that may be people's.
            if (where != "model")
            {
                Put(ref reader, splice, text, change(new FieldText(text, null, where)));
            }

            return;
        }

        Put(ref reader, splice, text, depth < DeepestJson && IsJson(text)
            ? Encoding.UTF8.GetString(Apply(Encoding.UTF8.GetBytes(text), Field.Text, key, where, depth + 1))
            : change(new FieldText(text, key, where)));
    }

    private static void Put(ref Utf8JsonReader reader, JsonSplice splice, string before, string after)
    {
        if (after != before)
        {
            splice.Replace(ref reader, after);
        }
    }

    private static Shape? Known(Utf8JsonReader reader, Shape? shape) =>
        shape?.Variant is { } variant && Named(reader, variant.Field) is { } value && variant.Values.Contains(value) ? variant.Shape : shape;

    /// <summary>A string of the object that begins here; the reader of the caller stays where it is.</summary>
    private static string? Named(Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }

    private static bool IsWord(string text) => text.Length <= 256 && !text.AsSpan().ContainsAnyExcept(Words);

    private static bool IsJson(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using var read = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception unread) when (unread is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static MaskingFailedException Failed(string where) => new($"'{(where.Length == 0 ? "body" : where)}' holds something that cannot be masked.");
}
