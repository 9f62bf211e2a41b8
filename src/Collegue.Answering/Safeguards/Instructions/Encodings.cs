using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Safeguards.Instructions;

/// <summary>Stretches that hold text in another form: base 64, hexadecimal, binary, escapes of programs, of addresses and of HTML.</summary>
internal static partial class Encodings
{
    private const int MostDepth = 2;
    private const int MostLetters = 40;

    public static IEnumerable<(int Start, int Length, string Decoded)> Find(string text)
    {
        foreach (Match match in Base64().Matches(text))
        {
            if (FromBase64(match.Value) is { } decoded)
                yield return (match.Index, match.Length, Deeper(decoded, MostDepth));
        }

        foreach (Match match in Hexadecimal().Matches(text))
        {
            if (FromHexadecimal(match.Value) is { } decoded)
                yield return (match.Index, match.Length, Deeper(decoded, MostDepth));
        }

        foreach (Match match in Binary().Matches(text))
            yield return (match.Index, match.Length, string.Concat(match.Value.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(bits => (char)Convert.ToByte(bits, 2))));
        foreach (Match match in Escapes().Matches(text))
        {
            var start = match.Index;
            while (start > 0 && match.Index - start < MostLetters && (char.IsAsciiLetter(text[start - 1]) || text[start - 1] == ' '))
                start--;
            yield return (start, match.Index + match.Length - start, Unescape(text[start..(match.Index + match.Length)]));
        }
    }

    private static string Deeper(string text, int depth)
    {
        foreach (Match match in Base64().Matches(text))
        {
            if (depth > 0 && FromBase64(match.Value) is { } decoded)
                text += " " + Deeper(decoded, depth - 1);
        }

        return text;
    }

    private static string? FromBase64(string written)
    {
        var letters = string.Concat(written.Where(letter => !char.IsWhiteSpace(letter))).Replace('-', '+').Replace('_', '/').TrimEnd('=');
        letters = letters[..(letters.Length - (letters.Length % 4 == 1 ? 1 : 0))];
        letters = letters.PadRight((letters.Length + 3) / 4 * 4, '=');
        var bytes = new byte[letters.Length];
        return Convert.TryFromBase64String(letters, bytes, out var length) ? Readable(bytes.AsSpan(0, length)) : null;
    }

    private static string? FromHexadecimal(string written)
    {
        var digits = string.Concat(written.Replace("0x", "", StringComparison.OrdinalIgnoreCase).Replace("\\x", "", StringComparison.OrdinalIgnoreCase).Where(char.IsAsciiHexDigit));
        return digits.Length % 2 == 0 ? Readable(Convert.FromHexString(digits)) : null;
    }

    private static string? Readable(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var read = text.Count(letter => char.IsLetter(letter) || letter is ' ' or '\'' or ',' or '.');
        return text.Length >= 8 && read * 10 >= text.Length * 8 ? text : null;
    }

    private static string Unescape(string text) => WebUtility.HtmlDecode(Uri.UnescapeDataString(UnicodeEscape().Replace(
        text, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())));

    [GeneratedRegex(@"(?<![A-Za-z0-9+/_-])(?>[A-Za-z0-9+/_-]{16,8000})(?>[\r\n]{1,2}[A-Za-z0-9+/_-]{4,8000}){0,400}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?>(?:0x|\\x)?[0-9A-Fa-f]{2}[ :,]?){10,4000}", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"(?<![01])(?>[01]{8}[ \r\n]{1,2}){7,4000}[01]{8}(?![01])", RegexOptions.CultureInvariant)]
    private static partial Regex Binary();

    [GeneratedRegex(@"(?:\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|&#x?[0-9A-Fa-f]{1,6};)(?>[A-Za-z ]{0,40}(?:\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|&#x?[0-9A-Fa-f]{1,6};)){2,4000}[A-Za-z ]{0,40}", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex UnicodeEscape();
}
