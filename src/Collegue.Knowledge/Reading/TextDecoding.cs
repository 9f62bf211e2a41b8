using System.Text;

namespace Collegue.Knowledge.Reading;

/// <summary>UTF-8, or what French office software writes when it does not write UTF-8: Windows-1252, UTF-16 with its mark.</summary>
internal static class TextDecoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Null when the content is not text. Line ends become line feeds.</summary>
    public static string? Decode(byte[] content)
    {
        var text = Raw(content);
        if (text.Contains('\0', StringComparison.Ordinal))
            return null;
        return text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }

    private static string Raw(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(content, 2, content.Length - 2);
        if (content is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(content, 2, content.Length - 2);
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Windows.GetString(content);
        }
    }
}
