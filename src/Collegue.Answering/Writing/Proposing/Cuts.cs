using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>Where a human could cut a long sentence.</summary>
internal static class Cuts
{
    private const int FewestWords = 4;
    private const int Most = 4;

    public static IEnumerable<CutAdvice> Advice(WrittenText text)
    {
        for (var index = 0; index < text.Sentences.Count; index++)
        {
            if (text.Sentences[index].Words < Diagnostician.LongSentence)
                continue;
            foreach (var advice in In(text, index).Take(Most))
                yield return advice;
        }
    }

    private static IEnumerable<CutAdvice> In(WrittenText text, int index)
    {
        var sentence = text.Sentences[index];
        var leading = StartsSubordinate(text, sentence);
        var last = sentence.FirstWord;
        for (var at = sentence.FirstWord + FewestWords; at + FewestWords - 1 <= sentence.LastWord; at++)
        {
            if (at - last < FewestWords)
                continue;
            var between = text.Text.AsSpan(text[at - 1].End, text[at].Start - text[at - 1].End);
            if (Reason(text, at, between, sentence, leading) is not { } reason)
                continue;
            leading &= reason != CutReason.Leading;
            last = at;
            yield return new CutAdvice(index, reason, text[at].Start, text.Text.Substring(text[at].Start, text[at].Length));
        }
    }

    private static CutReason? Reason(WrittenText text, int at, ReadOnlySpan<char> between, WrittenSentence sentence, bool leading)
    {
        var form = text[at].Form;
        return between.IndexOfAny(";:") >= 0 ? CutReason.Punctuation
            : between.Contains('(') ? CutReason.Brackets
            : leading && between.Contains(',') ? CutReason.Leading
            : form is "qui" or "que" or "qu" or "dont" or "où" or "lequel" or "laquelle" or "lesquels" or "lesquelles" ? CutReason.Relative
            : form is "et" or "mais" or "car" or "donc" && (between.Contains(',') || FrenchWords.Subjects.Contains(text[at + 1].Form)) ? CutReason.Coordination
            : form is "lorsque" or "lorsqu" or "puisque" or "puisqu" or "quand" || (form == "afin" && text[at + 1].Form is "de" or "d" or "que" or "qu") ? CutReason.Purpose
            : null;
    }

    private static bool StartsSubordinate(WrittenText text, WrittenSentence sentence) =>
        text[sentence.FirstWord].Form is "si" or "lorsque" or "lorsqu" or "quand" or "comme" or "puisque" or "puisqu" or "afin" or "bien" or "dans" or "pour" or "en"
        || VerbFindings.IsSiBeforeIl(text, sentence.FirstWord, sentence);
}
