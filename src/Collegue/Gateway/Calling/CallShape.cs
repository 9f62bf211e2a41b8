using System.Text.Json;

namespace Collegue.Gateway.Calling;

/// <summary>Where something stands in a body.</summary>
internal readonly record struct Piece(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>
/// What the gateway needs to know of a JSON request; all the rest passes as it came. The whole body is read, so that what a server is sent
/// is one JSON object without two values for the fields that decide who answers and at what cost.
/// </summary>
internal sealed class CallShape
{
    /// <summary>The value of <c>model</c>, with its quotes.</summary>
    public Piece ModelAt { get; private set; }

    public string Model { get; private set; } = "";

    /// <summary>The value of <c>stream_options</c>; null without one.</summary>
    public Piece? StreamOptionsAt { get; private set; }

    public bool IsStreamed { get; private set; }

    /// <summary>The client wants the usage at the end of the stream.</summary>
    public bool AsksUsage { get; private set; }

    /// <summary>How much it may write, for each of <see cref="Choices"/>; null when it does not say.</summary>
    public int? MostOutputTokens { get; private set; }

    public int Choices { get; private set; } = 1;

    /// <summary>Letters of all texts, roughly: what the prompt can be at most.</summary>
    public int TextBytes { get; private set; }

    /// <summary>French text has three to four letters a token; two are never too few but for the strangest texts.</summary>
    public int MostInputTokens => 16 + (TextBytes / 2);

    /// <exception cref="JsonException">It is not one JSON object.</exception>
    /// <exception cref="RefusedException">A field that decides is missing, doubled or of the wrong type.</exception>
    public static CallShape Of(ReadOnlySpan<byte> body)
    {
        var shape = new CallShape();
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new RefusedException(Refusals.Invalid(null, "The body must be a JSON object."));
        }

        var seen = Field.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = FieldOf(ref reader);
            if (field != Field.None && (seen & field) != 0)
            {
                throw new RefusedException(Refusals.Invalid(NameOf(field), $"'{NameOf(field)}' is given twice."));
            }

            seen |= field;
            reader.Read();
            shape.Take(field, ref reader);
        }

        // Something after the object is refused by the reader.
        reader.Read();
        return shape.Model.Length > 0 ? shape : throw new RefusedException(Refusals.Invalid("model", "You must say which model: 'model' is missing.", "missing_required_parameter"));
    }

    private void Take(Field field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case Field.Model:
                Model = reader.TokenType == JsonTokenType.String ? Text(ref reader) : "";
                ModelAt = new Piece((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
                break;
            case Field.Stream:
                IsStreamed = reader.TokenType switch
                {
                    JsonTokenType.True => true,
                    JsonTokenType.False or JsonTokenType.Null => false,
                    _ => throw Wrong("stream", "a boolean"),
                };
                break;
            case Field.StreamOptions:
                TakeStreamOptions(ref reader);
                break;
            case Field.MaxTokens or Field.MaxCompletionTokens or Field.MaxOutputTokens:
                if (Number(ref reader, NameOf(field)) is { } most)
                {
                    MostOutputTokens = Math.Max(MostOutputTokens ?? 0, most);
                }

                break;
            case Field.N:
                Choices = Number(ref reader, "n") is { } choices ? Math.Max(1, choices) : 1;
                break;
            default:
                SkipCounting(ref reader);
                break;
        }
    }

    private void TakeStreamOptions(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            StreamOptionsAt = new Piece((int)reader.TokenStartIndex, 4);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong("stream_options", "an object");
        }

        var (start, depth) = ((int)reader.TokenStartIndex, reader.CurrentDepth);
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth))
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 1 && reader.ValueTextEquals("include_usage"u8))
            {
                reader.Read();
                AsksUsage = reader.TokenType == JsonTokenType.True;
            }
        }

        StreamOptionsAt = new Piece(start, (int)reader.BytesConsumed - start);
    }

    private void SkipCounting(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            Count(ref reader);
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && !(reader.CurrentDepth == depth && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            Count(ref reader);
        }
    }

    private void Count(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            TextBytes += reader.ValueSpan.Length;
        }
        else if (reader.TokenType is JsonTokenType.Number)
        {
            // A token given as a number is one token.
            TextBytes += 2;
        }
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException();
        }
    }

    private static int? Number(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetInt32(out var number) && number >= 0 => number,
        _ => throw Wrong(name, "a whole number that is not negative"),
    };

    private static RefusedException Wrong(string name, string what) => new(Refusals.Invalid(name, $"'{name}' must be {what}."));

    private static Field FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("model"u8) ? Field.Model
        : reader.ValueTextEquals("stream"u8) ? Field.Stream
        : reader.ValueTextEquals("stream_options"u8) ? Field.StreamOptions
        : reader.ValueTextEquals("max_tokens"u8) ? Field.MaxTokens
        : reader.ValueTextEquals("max_completion_tokens"u8) ? Field.MaxCompletionTokens
        : reader.ValueTextEquals("max_output_tokens"u8) ? Field.MaxOutputTokens
        : reader.ValueTextEquals("n"u8) ? Field.N
        : Field.None;

    private static string NameOf(Field field) => field switch
    {
        Field.Model => "model",
        Field.Stream => "stream",
        Field.StreamOptions => "stream_options",
        Field.MaxTokens => "max_tokens",
        Field.MaxCompletionTokens => "max_completion_tokens",
        Field.MaxOutputTokens => "max_output_tokens",
        _ => "n",
    };

    [Flags]
    private enum Field
    {
        None = 0,
        Model = 1,
        Stream = 2,
        StreamOptions = 4,
        MaxTokens = 8,
        MaxCompletionTokens = 16,
        MaxOutputTokens = 32,
        N = 64,
    }
}
