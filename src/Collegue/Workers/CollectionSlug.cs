using System.Text;

namespace Collegue.Workers;

/// <summary>A short name made of a title: letters without accents, digits and hyphens.</summary>
internal static class CollectionSlug
{
    private const int Longest = 64;

    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (letter < 128 && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var cut = slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
        return cut.Length == 0 ? "documents" : cut;
    }
}
