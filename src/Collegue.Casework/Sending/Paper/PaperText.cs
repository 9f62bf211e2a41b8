using System.Text;

namespace Collegue.Casework.Sending.Paper;

/// <summary>A text in the characters that the letters' typeface can draw.</summary>
internal static class PaperText
{
    private const char Unknown = '?';

    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            printable.Append(Printable(rune));
        }

        return printable.ToString();
    }

    /// <summary>The characters that the paper would show as a question mark; an agent must know before posting.</summary>
    public static IReadOnlyList<string> Lost(string text) =>
        [.. text.Normalize(NormalizationForm.FormC).EnumerateRunes().Where(rune => rune.Value != Unknown && Printable(rune) is [Unknown])
            .Select(rune => rune.ToString()).Distinct(StringComparer.Ordinal)];

    private static string Printable(Rune rune) => rune.Value switch
    {
        '\n' => "\n",
        '\t' => " ",
        0x202F or 0x2007 or 0x2009 => "\u00a0",
        0x2010 or 0x2011 or 0x2012 => "-",
        0x2192 => "->",
        0x2190 => "<-",
        >= 0x200B and <= 0x200F or 0x2060 or 0xFEFF or >= 0xFE00 and <= 0xFE0F => "",
        var known when PaperFonts.Has(known) => rune.ToString(),
        _ => WithoutAccents(rune),
    };

    private static string WithoutAccents(Rune rune)
    {
        var plain = rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(part => PaperFonts.Has(part.Value)).ToList();
        return plain.Exists(Rune.IsLetterOrDigit) ? string.Concat(plain.Where(Rune.IsLetterOrDigit)) : Unknown.ToString();
    }
}
