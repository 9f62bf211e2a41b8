using System.Text;
using System.Text.Json;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>
/// Puts values back in a whole answer or error. The tokens of <c>logprobs</c> stay as the server gave them: a placeholder is cut over several.
/// </summary>
internal sealed class AnswerRestorer(MaskMap map)
{
    /// <summary>All that is no placeholder stays byte for byte; what is not JSON is taken as text.</summary>
    public byte[] Whole(ReadOnlySpan<byte> json)
    {
        var kept = json.ToArray();
        try
        {
            return Strings(kept);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetBytes(map.Restore(Encoding.UTF8.GetString(kept)));
        }
    }

    private byte[] Strings(byte[] json)
    {
        var splice = new JsonSplice(json);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        bool? isJson = null;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when reader.ValueTextEquals("logprobs"u8):
                    reader.Skip();
                    break;
                case JsonTokenType.PropertyName:
                    isJson = reader.ValueTextEquals("arguments"u8) ? true : null;
                    break;
                case JsonTokenType.String when Read(ref reader) is { } text && RestoredText.Whole(map, text, isJson) is var restored && restored != text:
                    splice.Replace(ref reader, restored);
                    break;
                default:
                    break;
            }
        }

        return splice.Finish();
    }

    /// <summary>Null for half a character, which holds no placeholder.</summary>
    private static string? Read(ref Utf8JsonReader reader)
    {
        if (!reader.ValueSpan.Contains((byte)'[') && !reader.ValueIsEscaped)
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
