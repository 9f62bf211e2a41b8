using Collegue.Answering.Writing.Lists;

namespace Collegue.Answering.Writing.Reading;

/// <summary>Passive turns, verbs made nouns, negations and subordinate clauses, by the shape of words only.</summary>
internal static class VerbFindings
{
    private const int MostBetween = 4;
    private const int ShortestNoun = 7;
    private static readonly string[] NounEndings = ["tion", "sion", "xion", "ement", "ance", "ence", "age"];
    private static readonly string[] NotFromVerbs = ["attention", "question", "situation", "région", "station", "village", "appartement", "département", "événement", "évènement", "distance", "agence", "urgence", "ménage"];

    public static IEnumerable<Finding> In(WrittenText text)
    {
        foreach (var sentence in text.Sentences)
        {
            for (var at = sentence.FirstWord; at <= sentence.LastWord; at++)
            {
                var word = text[at];
                if (FrenchWords.Be.Contains(word.Form) && Passive(text, at, sentence) is { } participle)
                    yield return Span(text, FindingKind.Passive, word, text[participle]);
                if (IsNoun(word.Form) && at < sentence.LastWord && text[at + 1].Form is "de" or "d" or "du" or "des")
                    yield return Span(text, FindingKind.Nominalisation, word, word);
                if (word.Form is "ne" or "n")
                    yield return Span(text, FindingKind.Negation, word, text[Second(text, at, sentence)]);
                if (FrenchWords.Subordinating.Contains(word.Form) || IsSiBeforeIl(text, at, sentence))
                    yield return Span(text, FindingKind.Subordinate, word, word);
            }
        }
    }

    /// <summary>« s' » of « s'il » and « s'ils ».</summary>
    public static bool IsSiBeforeIl(WrittenText text, int word, WrittenSentence sentence) =>
        text[word] is { Form: "s", Elided: true } && word < sentence.LastWord && text[word + 1].Form is "il" or "ils";

    /// <summary>Index of the participle after a form of « être », with nothing but adverbs between; null when it is not a passive.</summary>
    private static int? Passive(WrittenText text, int at, WrittenSentence sentence)
    {
        if (at > sentence.FirstWord && text[at - 1].Form is "s" or "se" or "m" or "me" or "t" or "te")
            return null;
        for (var next = at + 1; next <= Math.Min(sentence.LastWord, at + MostBetween); next++)
        {
            var form = text[next].Form;
            if (IsParticiple(form))
                return next;
            if (!(form is "pas" or "plus" or "jamais" or "bien" or "donc" or "ainsi" or "aussi" or "déjà" or "alors" or "souvent" or "toujours" or "également" or "été" or "en" or "effet"
                  || form.EndsWith("ment", StringComparison.Ordinal)))
                return null;
        }
        return null;
    }

    private static bool IsParticiple(string form)
    {
        if (form == "été")
            return false;
        var bare = form.AsSpan().TrimEnd('s');
        foreach (var candidate in (ReadOnlySpan<string>)[form, bare.ToString(), bare.TrimEnd('e').ToString()])
        {
            if (FrenchWords.Moving.Contains(candidate))
                return false;
            if (FrenchWords.Participles.Contains(candidate))
                return true;
        }
        return bare.Length > 3 && (bare.EndsWith("é") || bare.EndsWith("ée"));
    }

    private static bool IsNoun(string form)
    {
        var singular = form.AsSpan().TrimEnd('s');
        if (singular.Length < ShortestNoun || NotFromVerbs.AsSpan().Contains(singular.ToString()))
            return false;
        foreach (var ending in NounEndings)
        {
            if (singular.EndsWith(ending))
                return true;
        }
        return false;
    }

    private static int Second(WrittenText text, int at, WrittenSentence sentence)
    {
        for (var next = at + 1; next <= Math.Min(sentence.LastWord, at + MostBetween + 2); next++)
        {
            if (FrenchWords.SecondNegations.Contains(text[next].Form))
                return next;
        }
        return at;
    }

    private static Finding Span(WrittenText text, FindingKind kind, WrittenWord first, WrittenWord last) =>
        new(kind, first.Start, last.End - first.Start, text.Text[first.Start..last.End]);
}
