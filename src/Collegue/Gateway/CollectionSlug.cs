using System.Globalization;
using System.Text;

namespace Collegue.Gateway;

/// <summary>Short names of collections made from their names: lower case, without accents, words joined by hyphens.</summary>
internal static class CollectionSlug
{
    public static string Of(string name, int longest)
    {
        var slug = new StringBuilder();
        foreach (var character in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString(0, Math.Min(slug.Length, longest)).Trim('-');
    }

    /// <summary>A name nothing else has, since numbers are never given again.</summary>
    public static string Numbered(string plain, long number, int longest)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"{(plain.Length > 0 ? "-" : "collection-")}{number}");
        return string.Concat(plain.AsSpan(0, Math.Min(plain.Length, longest - end.Length)), end);
    }
}
