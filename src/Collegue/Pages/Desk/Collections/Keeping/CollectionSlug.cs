using System.Globalization;
using System.Text;

namespace Collegue.Pages.Desk.Collections.Keeping;

/// <summary>The name a collection has in addresses and commands: small letters without accents, digits and hyphens.</summary>
internal static class CollectionSlug
{
    // A number may follow, and a slug has 64 characters at most.
    private const int Longest = 56;

    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var sign in title.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(sign))
            {
                slug.Append(sign);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var cut = slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
        return cut.Length > 0 ? cut : "fonds";
    }
}
