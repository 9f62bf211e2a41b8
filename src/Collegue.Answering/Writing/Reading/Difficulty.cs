using Collegue.Answering.Writing.Lists;

namespace Collegue.Answering.Writing.Reading;

/// <summary>
/// What reading a sentence costs: its syllables, those of abstract words twice, less up to half as its words speak to somebody
/// (« vous », « votre », « je »). The two constants are round numbers, fitted to nothing.
/// </summary>
internal static class Difficulty
{
    private const int ShortestAbstract = 7;
    private const double AddressRelief = 0.5;

    /// <summary>Endings of words for ideas, processes and qualities.</summary>
    private static readonly string[] AbstractEndings =
    [
        "tion", "sion", "ment", "ité", "ance", "ence", "isme", "aire", "el", "elle", "ique", "eur", "ure", "age", "if", "ive", "iste", "able", "ible", "ogie",
    ];

    public static double Of(WrittenText text, WrittenSentence sentence)
    {
        var cost = 0;
        var address = 0;
        for (var at = sentence.FirstWord; at <= sentence.LastWord; at++)
        {
            var form = text[at].Form;
            var syllables = Syllables.Of(form);
            cost += IsAbstract(form) ? 2 * syllables : syllables;
            address += FrenchWords.Address.Contains(form) ? 1 : 0;
        }
        return cost * (1 - (AddressRelief * address / sentence.Words));
    }

    public static bool IsAbstract(string form)
    {
        if (form.Length < ShortestAbstract)
            return false;
        var singular = form.AsSpan().TrimEnd('s');
        foreach (var ending in AbstractEndings)
        {
            if (singular.EndsWith(ending))
                return true;
        }
        return false;
    }
}
