using System.Text.Json;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Calling;

/// <summary>What an answer, or one event of it, says beside its text.</summary>
internal struct AnswerReading
{
    private bool _isSaid;

    public int? InputTokens { get; private set; }

    public int? OutputTokens { get; private set; }

    /// <summary>A choice says why it ended, or the whole response did.</summary>
    public bool Finished { get; private set; }

    /// <summary>It is an error and not an answer.</summary>
    public bool IsError { get; private set; }

    /// <summary>It has <c>choices</c>, and none in them.</summary>
    public bool HasNoChoice { get; private set; }

    /// <summary>Letters of what is said, thought or called: what it can be in tokens when nobody says so.</summary>
    public int TextBytes { get; private set; }

    /// <summary>Where the only piece of text stands, without its quotes; null when there are none or several.</summary>
    public Piece? OnlyText { get; private set; }

    /// <summary>The same with another text of that length.</summary>
    public readonly AnswerReading WithText(int bytes) => this with { TextBytes = bytes };

    /// <exception cref="JsonException">It is not one JSON value.</exception>
    public static AnswerReading Of(ReadOnlySpan<byte> json, GatewayCallKind kind)
    {
        var (reading, texts) = (default(AnswerReading), 0);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                if (reading._isSaid)
                {
                    reading.TextBytes += reader.ValueSpan.Length;
                    reading.OnlyText = ++texts == 1 ? new Piece((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length) : null;
                }
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reading._isSaid = reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("arguments"u8)
                    || reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("refusal"u8) || reader.ValueTextEquals("delta"u8);
                reading.Take(ref reader, kind);
            }
        }

        return reading;
    }

    private void Take(ref Utf8JsonReader reader, GatewayCallKind kind)
    {
        var depth = reader.CurrentDepth;
        if (depth == 1 && reader.ValueTextEquals("choices"u8))
        {
            var ahead = reader;
            HasNoChoice = ahead.Read() && ahead.TokenType == JsonTokenType.StartArray && ahead.Read() && ahead.TokenType == JsonTokenType.EndArray;
        }
        else if (depth == 3 && reader.ValueTextEquals("finish_reason"u8))
        {
            reader.Read();
            Finished |= reader.TokenType == JsonTokenType.String;
        }
        else if (depth == 1 && reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            IsError |= reader.TokenType is not JsonTokenType.Null;
            Skip(ref reader);
        }
        else if (depth is 1 or 2 && reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            TakeUsage(ref reader);
        }
        else if (kind == GatewayCallKind.Response && depth == 1 && reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            Finished |= reader.ValueTextEquals("response.completed"u8) || reader.ValueTextEquals("response.incomplete"u8) || reader.ValueTextEquals("response.failed"u8);
            IsError |= reader.ValueTextEquals("error"u8);
        }
    }

    private void TakeUsage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        var (depth, total) = (reader.CurrentDepth, (int?)null);
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth))
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth + 1)
            {
                continue;
            }

            var which = reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8) ? 'i'
                : reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8) ? 'o'
                : reader.ValueTextEquals("total_tokens"u8) ? 't' : ' ';
            reader.Read();
            var tokens = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number is >= 0 and <= 100_000_000 ? number : (int?)null;
            (InputTokens, OutputTokens, total) = which switch
            {
                'i' => (tokens ?? InputTokens, OutputTokens, total),
                'o' => (InputTokens, tokens ?? OutputTokens, total),
                't' => (InputTokens, OutputTokens, tokens),
                _ => (InputTokens, OutputTokens, total),
            };
        }

        // Rerankers and some embedding servers say the total only.
        InputTokens ??= total;
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
        }
    }
}
