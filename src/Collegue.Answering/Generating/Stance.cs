using System.Text.RegularExpressions;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Generating;

/// <summary>Sentences in which a model speaks of itself instead of answering.</summary>
internal static partial class Stance
{
    public static bool Refuses(string text) => Refusal().IsMatch(Words.Fold(text));

    public static bool DoesNotKnow(string text) => Ignorance().IsMatch(Words.Fold(text));

    [GeneratedRegex(@"^\W{0,4}(?:(?:je suis |i am |i'm )?(?:desolee?|sorry)\b|je (?:ne peux|ne puis|ne suis pas en mesure|ne suis pas autorise|refuse)\b|en tant qu(?:e |')(?:modele|assistante?|ia\b|intelligence)|i (?:can(?:'t|not| not)|am (?:unable|not able)|won't|will not)\b|as an? (?:ai|language model)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\b(?:je ne sais pas|je ne dispose pas|je n'ai pas (?:trouve|d'information)|(?:les|ces) (?:passages?|sources?|documents?|extraits?)(?: \w+){0,2} ne (?:permettent|contiennent|repondent|mentionnent|precisent|disent|fournissent|parlent)|aucun(?:e)? (?:des |de ces )?(?:passages?|sources?|documents?|information)|(?:the|these) (?:\w+ )?(?:passages?|sources?) (?:do|does) not|i (?:do not|don't) know)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Ignorance();
}
