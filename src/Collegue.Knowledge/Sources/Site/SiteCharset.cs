using System.Text;
using System.Text.RegularExpressions;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>The letters of a page: its own mark, then what the server says, then what the page says, then a guess.</summary>
internal static partial class SiteCharset
{
    private const int Head = 4096;

    public static string? Decode(byte[] body, string? announced)
    {
        if (body is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..])
            return TextDecoding.Decode(body);
        var named = Encoding(announced) ?? Encoding(Declared().Match(System.Text.Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, Head))).Groups[1].Value);
        // Pages often say UTF-8 when they are not; the guess believes only what decodes.
        return named is null or UTF8Encoding ? TextDecoding.Decode(body) : named.GetString(body).Replace("\0", "", StringComparison.Ordinal);
    }

    private static Encoding? Encoding(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        // As browsers do: what announces Latin 1 is most often Windows-1252.
        var wanted = name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) ? "windows-1252" : name;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(wanted) ?? System.Text.Encoding.GetEncoding(wanted);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<meta[^>]{0,200}charset\s*=\s*[""']?\s*([\w-]{1,40})|<\?xml[^>]{0,100}encoding\s*=\s*[""']([\w-]{1,40})", RegexOptions.IgnoreCase)]
    private static partial Regex Declared();
}
