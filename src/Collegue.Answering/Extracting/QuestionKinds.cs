using System.Text.RegularExpressions;

namespace Collegue.Answering.Extracting;

/// <summary>Reads the kind of a question from its folded words.</summary>
internal static partial class QuestionKinds
{
    public static QuestionKind Of(string folded)
    {
        var kind = QuestionKind.Open;
        if (When().IsMatch(folded))
            kind |= QuestionKind.When;
        if (HowMuch().IsMatch(HowLong().Replace(folded, " ")))
            kind |= QuestionKind.HowMuch;
        if (Where().IsMatch(folded))
            kind |= QuestionKind.Where;
        if (Papers().IsMatch(folded))
            kind |= QuestionKind.Papers;
        if (How().IsMatch(folded))
            kind |= QuestionKind.How;
        if (May().IsMatch(folded))
            kind |= QuestionKind.May;
        if (What().IsMatch(folded))
            kind |= QuestionKind.What;
        if (HowLong().IsMatch(folded) || Duration().IsMatch(folded))
            kind |= QuestionKind.HowLong;
        if (Who().IsMatch(folded))
            kind |= QuestionKind.Who;
        return kind;
    }

    [GeneratedRegex(@"\bcombien\b|\bprix\b|\btarifs?\b|\bcouts?\b|\bcoute\w*|\bmontants?\b|\bgratuit\w*|\bpayant\w*|\bpay(er|e|ons|ez)\b|\bcher\b|\bfrais\b|\bbareme")]
    private static partial Regex HowMuch();

    [GeneratedRegex(@"combien de (temps|jours|mois|semaines|heures|fois|annees|ans)|depuis combien|dans combien")]
    private static partial Regex HowLong();

    [GeneratedRegex(@"\bquand\b|combien de (temps|jours|mois|semaines|heures|annees)|dans combien|\bdelais?\b|\bduree|\bhoraires?\b|a quelle(s)? heures?|quels? jours?|\bouvert\w*|\bouvre\w*|\bfermeture|\bferme(e|s|es|nt)?\b|quelle date|\bdates?\b|avant quel|jusqu'a quel|quel age|\bpassent?\b|\bperime\w*|valable|validite")]
    private static partial Regex When();

    [GeneratedRegex(@"(^|[^a-z])ou (puis|peut|dois|doit|faut|est|sont|se |s'|aller|faire|trouver|demander|deposer|jeter|retirer|voter|acheter|obtenir|adresser|je |on )|\ba quel endroit|a qui (s'adresser|m'adresser|dois|demander|faut)|quel (service|guichet|bureau)|\badresse\b|\blieu\b|^ou\b")]
    private static partial Regex Where();

    [GeneratedRegex(@"quel(le)?s (papiers?|documents?|pieces?|justificatifs?)|(papiers?|documents?|pieces?|justificatifs?) (a |faut|dois|doit|sont|demand|necessaire|requis|pour)|\b(fournir|apporter|joindre)\b|liste des (pieces|documents)|que faut-il (fournir|apporter)")]
    private static partial Regex Papers();

    [GeneratedRegex(@"\bcomment\b|\bdemarches?\b|\bque (dois|doit|faire|faut)\b|que dois-je|procedure|marche a suivre|\bcoment\b")]
    private static partial Regex How();

    [GeneratedRegex(@"\b(peut|puis|peux|peuvent|pouvons|a-t|ai|est|doit|dois|faut|sont|suis|est-on|avons|y a-t)[- ]?(t-)?(on|je|il|elle|elles|ils|nous|ce)\b|\best-ce qu|\bqui peut\b|\bai droit\b|\bdroit a\b|\bconditions?\b|\bobligatoire|\bobligation|\bautorise|\binterdit|\bpossible\b|\ble droit\b")]
    private static partial Regex May();

    [GeneratedRegex(@"qu'est[- ]ce (que|qu')|\bc'est quoi\b|a quoi (sert|servent|correspond)|\bdefinition\b|que signifie|en quoi consiste|que veut dire|qu'appelle")]
    private static partial Regex What();

    [GeneratedRegex(@"\bdelais?\b|\bdurees?\b|\bvalidite\b|\bvalables?\b|pendant combien")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\bqui (peut|peuvent|doit|a droit|a le droit|beneficie|est concerne\w*|sont les)\b|\bpour qui\b|\ba qui (est|sont|s'adresse)|quelles? (personnes?|conditions?)")]
    private static partial Regex Who();
}
