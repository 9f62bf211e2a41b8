using System.Collections.Frozen;
using System.Globalization;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Generating;

/// <summary>Says whether a sentence is in another language than the one asked, by its small words and its letters.</summary>
internal static class SpokenLanguage
{
    private const double MostOtherLetters = 0.3;

    private static readonly FrozenDictionary<string, FrozenSet<string>> SmallWords = new Dictionary<string, FrozenSet<string>>
    {
        ["fr"] = Set("le les des du est et une un dans pour par sur vous votre vos avec qui sont au aux pas ce cette etre doit ne il elle ou si peut se sa son leur plus faut avez"),
        ["en"] = Set("the is are of to and you your for with must be in this that can from at by it or if not an have has will they do"),
        ["es"] = Set("el los las es y para con su usted del por una debe se puede al como sus este esta"),
        ["de"] = Set("der die das und ist sie ihr fur mit nicht ein eine zu den bei auf im von werden konnen mussen"),
        ["it"] = Set("il lo gli e per con della che di deve sono una si puo al nel dei delle"),
        ["pt"] = Set("o os um uma para com voce nao do da dos das em pode deve ao por"),
    }.ToFrozenDictionary();

    public static bool IsOther(string text, CultureInfo wanted)
    {
        var letters = text.Count(char.IsLetter);
        if (letters > 0 && text.Count(letter => char.IsLetter(letter) && letter > 'ɏ') > MostOtherLetters * letters)
            return true;
        if (!SmallWords.TryGetValue(wanted.TwoLetterISOLanguageName, out var own))
            return false;
        var words = Words.Fold(text).Split([' ', '\'', '’', ',', '.', ':', ';', '(', ')', '\n', '?', '!'], StringSplitOptions.RemoveEmptyEntries);
        var mine = words.Count(own.Contains);
        return SmallWords.Values.Any(other => words.Count(other.Contains) is var theirs && theirs >= 2 && theirs > mine);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
