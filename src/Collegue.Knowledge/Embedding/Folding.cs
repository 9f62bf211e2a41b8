using System.Globalization;
using System.Text;

namespace Collegue.Knowledge.Embedding;

/// <summary>Letters without case or accents: é is e, Œ is oe. A table for Latin letters, the framework for the others.</summary>
internal static class Folding
{
    /// <summary>Breaks a word.</summary>
    public const char Break = '\0';

    /// <summary>Is not there: soft hyphens, joiners, combining accents.</summary>
    public const char Nothing = '\uFFFF';

    private const int TableSize = 0x250;

    private static readonly (char First, char Second)[] Table = [.. Enumerable.Range(0, TableSize).Select(code => Fold((char)code))];

    public static (char First, char Second) Of(char letter) =>
        letter < TableSize ? Table[letter] : Other(letter);

    private static (char First, char Second) Other(char letter)
    {
        if (char.IsLetterOrDigit(letter))
        {
            return (char.ToLowerInvariant(letter), Break);
        }

        return (char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? Nothing : Break, Break);
    }

    private static (char, char) Fold(char letter)
    {
        switch (char.ToLowerInvariant(letter))
        {
            case 'œ':
                return ('o', 'e');
            case 'æ':
                return ('a', 'e');
            case 'ß':
                return ('s', 's');
            case '\u00AD':
                return (Nothing, Break);
            default:
                var bare = letter.ToString().Normalize(NormalizationForm.FormD)[0];
                return (char.IsLetterOrDigit(bare) ? char.ToLowerInvariant(bare) : Break, Break);
        }
    }
}
