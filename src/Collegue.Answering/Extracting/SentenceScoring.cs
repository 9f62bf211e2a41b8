using System.Text.RegularExpressions;
using Collegue.Answering.Grounding;
using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Extracting;

/// <summary>How much a sentence is worth as an answer, between 0 and about 2.</summary>
internal static partial class SentenceScoring
{
    private const double InHeading = 0.55;
    private const double InSituation = 0.6;
    private const double InTitle = 0.3;
    private const int LongSentence = 60;

    /// <summary>Below the share that others may have of the best one: said only when no sentence is for the figure of the question.</summary>
    private const double OtherBracket = 0.4;

    public static void Score(DocumentFit fit, ReadQuestion question)
    {
        var brackets = Brackets.In(question.Text);
        var opening = fit.Document.Passages.FirstOrDefault(passage => passage.Source.Kind == PassageKind.Body);
        foreach (var passage in fit.Document.Passages.Where(passage => passage.IsText))
        {
            foreach (var sentence in passage.Sentences)
                sentence.Score = Of(sentence, fit, question, passage == opening) * (brackets.Exclude(sentence.Text) ? OtherBracket : 1);
        }
    }

    private static double Of(Sentence sentence, DocumentFit fit, ReadQuestion question, bool opening)
    {
        var passage = sentence.Passage;
        var covered = 0.0;
        var direct = 0.0;
        foreach (var term in question.Terms)
        {
            if (term.IsIn(sentence.Stems))
            {
                covered += term.Weight;
                direct += term.Weight;
            }
            else if (term.IsIn(passage.SituationStems))
                covered += term.Weight * InSituation;
            else if (term.IsIn(passage.HeadingStems))
                covered += term.Weight * InHeading;
            else if (term.IsIn(fit.Document.TitleStems))
                covered += term.Weight * InTitle;
        }
        var score = covered / Math.Max(0.01, question.TotalWeight);
        score += Kind(sentence, question);
        if (opening && question.Kind is not (QuestionKind.HowMuch or QuestionKind.Papers))
            score += Math.Max(0, (question.Asks(QuestionKind.HowLong | QuestionKind.Who) ? 0.2 : 0.55) - (0.25 * sentence.Index)) * fit.TitleMatch;
        if (passage.Source.Kind == PassageKind.Definition)
            score -= question.Asks(QuestionKind.What) && direct > 0 ? -0.1 : 0.5;
        if (passage.Source.Situation is not null && !question.Terms.Any(term => term.IsSubject && term.IsIn(passage.SituationStems)))
            score -= 0.2;
        if (!SentenceShape.IsWhole(sentence))
            score -= 0.5;
        if (sentence.IsDangling)
            score -= 0.12;
        if (Aside().IsMatch(sentence.Text))
            score -= 0.2;
        if (sentence.WordCount > LongSentence && sentence.Span.Kind != SentenceKind.Row)
            score -= 0.1;
        if (sentence.WordCount < 4 && !YesOrNo().IsMatch(sentence.Text))
            score -= 0.3;
        return score;
    }

    /// <summary>The sort of facts asked for, in the sentence or announced by the heading above it.</summary>
    private static double Kind(Sentence sentence, ReadQuestion question)
    {
        if (question.Kind == QuestionKind.Open)
            return 0;
        var heading = Words.Fold(sentence.Passage.Source.Heading ?? "");
        var text = Words.Fold(sentence.Text);
        var facts = question.Asks(QuestionKind.HowMuch | QuestionKind.When | QuestionKind.HowLong) && sentence.Text.AsSpan().ContainsAnyInRange('0', '9') ? FactFinder.Find(sentence.Text) : [];
        var bonus = 0.0;
        if (question.Asks(QuestionKind.HowMuch))
            bonus = Math.Max(bonus, (facts.Any(fact => fact.Kind == CheckKinds.Amount) || Free().IsMatch(text) ? 0.35 : 0) + (CostHeading().IsMatch(heading) ? 0.15 : 0));
        if (question.Asks(QuestionKind.When))
            bonus = Math.Max(bonus, (facts.Any(fact => fact.Kind == CheckKinds.Date) ? 0.25 : 0) + (TimeHeading().IsMatch(heading) ? 0.2 : 0));
        if (question.Asks(QuestionKind.HowLong))
            bonus = Math.Max(bonus, (facts.Any(fact => fact.Kind == CheckKinds.Date && Lasting().IsMatch(fact.Canonical)) ? 0.3 : 0) + (LastingHeading().IsMatch(heading) ? 0.2 : 0));
        if (question.Asks(QuestionKind.Who))
            bonus = Math.Max(bonus, (Entitled().IsMatch(text) ? 0.2 : 0) + (WhoHeading().IsMatch(heading) ? 0.2 : 0));
        if (question.Asks(QuestionKind.Papers))
            bonus = Math.Max(bonus, (Papers().IsMatch(text) ? 0.25 : 0) + (PapersHeading().IsMatch(heading) ? 0.25 : 0));
        if (question.Asks(QuestionKind.How))
            bonus = Math.Max(bonus, (Doing().IsMatch(text) ? 0.15 : 0) + (HowHeading().IsMatch(heading) ? 0.15 : 0));
        if (question.Asks(QuestionKind.May))
            bonus = Math.Max(bonus, YesOrNo().IsMatch(sentence.Text) ? 0.4 : May().IsMatch(text) ? 0.15 : 0);
        if (question.Asks(QuestionKind.Where))
            bonus = Math.Max(bonus, Place().IsMatch(text) ? 0.25 : 0);
        if (question.Asks(QuestionKind.What))
            bonus = Math.Max(bonus, Being().IsMatch(text) ? 0.2 : 0);
        return bonus;
    }

    [GeneratedRegex(@"^(Oui|Non)\b", RegexOptions.CultureInvariant)]
    private static partial Regex YesOrNo();

    [GeneratedRegex(@"^(À noter|A noter|À savoir|A savoir|Attention|Rappel|Exemple|Par exemple)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();

    [GeneratedRegex(@"\bgratuit|\bpayant")]
    private static partial Regex Free();

    [GeneratedRegex(@"cout|prix|tarif|montant|frais|combien|redevance")]
    private static partial Regex CostHeading();

    [GeneratedRegex(@"delai|duree|quand|date|horaire|validite|ouvert|calendrier|age")]
    private static partial Regex TimeHeading();

    [GeneratedRegex("^[0-9.]+ [a-z]+$")]
    private static partial Regex Lasting();

    [GeneratedRegex("delai|duree|validite|temps")]
    private static partial Regex LastingHeading();

    [GeneratedRegex(@"\b(peut|peuvent|pouvez|droit|beneficier|beneficiez|reserve[es]{0,2}|ouverte?s? a|destine[es]{0,2}|condition\w*|concerne\w*)\b")]
    private static partial Regex Entitled();

    [GeneratedRegex("concerne|beneficiaire|condition|qui ")]
    private static partial Regex WhoHeading();

    [GeneratedRegex(@"piece|document|justificatif|dossier|preparer|fournir|papier")]
    private static partial Regex PapersHeading();

    [GeneratedRegex(@"\b(pieces?|documents?|justificatifs?|fournir|fournissez|apport\w+|joindre|joignez|presenter|presentez|formulaire|dossier|attestation|copie)\b")]
    private static partial Regex Papers();

    [GeneratedRegex(@"demarche|comment|demande|procedure|inscription|inscrire|faire|etape|signaler|reserver|prendre|ligne")]
    private static partial Regex HowHeading();

    [GeneratedRegex(@"\b(devez|pouvez|faut|doit|peut|se fait|s'effectue|se prend|se demande|adress\w+|remplir|remplissez|envoy\w+|depos\w+|en ligne|internet|formulaire|par courrier|rendez-vous|demande)\b")]
    private static partial Regex Doing();

    [GeneratedRegex(@"\b(pouvez|peut|peuvent|possible|interdit|autorise\w*|obligatoire|doit|devez|condition\w*|droit|a partir de|au moins|beneficier|non|oui)\b")]
    private static partial Regex May();

    [GeneratedRegex(@"\b(mairie|adress\w+|rue|place|avenue|guichet|bureau|prefecture|aupres|se trouve|au \d|en ligne|site|domicile|tribunal|caisse)\b")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(est|sont|consiste|permet|correspond|designe|s'agit|concerne|vise|constitue|sert)\b")]
    private static partial Regex Being();
}
