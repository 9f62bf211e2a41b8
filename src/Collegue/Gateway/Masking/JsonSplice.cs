using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collegue.Gateway.Masking;

/// <summary>Puts other strings into a JSON text; all the rest of it stays byte for byte. Replacements come in the order of the text.</summary>
internal sealed class JsonSplice(ReadOnlyMemory<byte> json)
{
    private ArrayBufferWriter<byte>? written;
    private int copied;

    public ReadOnlyMemory<byte> Json => json;

    /// <summary>The string that is now the value the reader stands on; it may be a number before.</summary>
    public void Replace(ref Utf8JsonReader reader, string text)
    {
        var isString = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var start = (int)reader.TokenStartIndex;
        written ??= new ArrayBufferWriter<byte>(json.Length + 256);
        written.Write(json.Span[copied..start]);
        written.Write("\""u8);
        written.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        written.Write("\""u8);
        copied = start + reader.ValueSpan.Length + (isString ? 2 : 0);
    }

    public byte[] Finish()
    {
        if (written is null)
        {
            return json.ToArray();
        }

        written.Write(json.Span[copied..]);
        return written.WrittenSpan.ToArray();
    }
}
