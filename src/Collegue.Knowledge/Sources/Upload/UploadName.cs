using System.Globalization;
using System.Text;

namespace Collegue.Knowledge.Sources.Upload;

/// <summary>The one spelling of a file's name.</summary>
internal static class UploadName
{
    public const int Longest = 300;

    /// <summary>Composed (NFC), without blanks around; null when no file may be called so.</summary>
    public static string? Of(string? given)
    {
        if (string.IsNullOrWhiteSpace(given) || given.EnumerateRunes().Any(IsForbidden))
        {
            return null;
        }

        var name = given.Normalize(NormalizationForm.FormC).Trim();
        var stem = Path.GetFileNameWithoutExtension(name);
        return name.Length > Longest || stem.Trim(' ', '.').Length == 0 ? null : name;
    }

    // Half a character reads as U+FFFD; marks of direction make "fdp.exe" look like "exe.pdf".
    private static bool IsForbidden(Rune rune) =>
        rune.Value is '/' or '\\' or 0xFFFD or 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
