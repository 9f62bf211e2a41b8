using System.Globalization;
using System.Resources;

namespace Collegue.Casework.Sending;

/// <summary>Wording of the letters and drafts, from <c>LetterTexts.resx</c> (French) and <c>LetterTexts.en.resx</c>.</summary>
internal static class LetterTexts
{
    private static readonly ResourceManager Texts = new("Collegue.Casework.Sending.LetterTexts", typeof(LetterTexts).Assembly);

    public static CultureInfo French { get; } = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>French unless the language is one the letters are written in.</summary>
    public static CultureInfo CultureOf(string language) => language == "en" ? CultureInfo.GetCultureInfo("en-GB") : French;

    public static string Get(string key, CultureInfo culture, params object?[] values) =>
        string.Format(culture, Texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"No text named '{key}'."), values);
}
