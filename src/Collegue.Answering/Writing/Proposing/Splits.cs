using System.Buffers;
using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>
/// Cuts that can be made without changing what a long sentence says: between two full clauses, and the list after a colon. A
/// sentence with a condition or a clause that could reach over the cut is left to a human: see <see cref="Cuts"/>.
/// </summary>
internal static class Splits
{
    private const int FewestWords = 4;
    private static readonly SearchValues<char> Unsafe = SearchValues.Create("()[]«»\":“”");

    public static IEnumerable<Draft> In(WrittenText text)
    {
        foreach (var sentence in text.Sentences)
        {
            if (sentence.Words < Diagnostician.LongSentence)
                continue;
            if (ListSplit.Of(text, sentence) is { } list)
                yield return list;
            else if (IsPlain(text, sentence))
            {
                foreach (var cut in Clauses(text, sentence))
                    yield return cut;
            }
        }
    }

    /// <summary>Begins with its subject and holds neither condition nor subordinate clause, bracket, quotation nor colon.</summary>
    private static bool IsPlain(WrittenText text, WrittenSentence sentence)
    {
        var first = text[sentence.FirstWord].Form;
        if (!FrenchWords.Subjects.Contains(first) && !FrenchWords.Determiners.Contains(first))
            return false;
        if (text.Text.AsSpan(sentence.Start, sentence.Length).IndexOfAny(Unsafe) >= 0)
            return false;
        for (var at = sentence.FirstWord; at <= sentence.LastWord; at++)
        {
            var form = text[at].Form;
            if (FrenchWords.Conditional.Contains(form) || FrenchWords.Subordinating.Contains(form) || VerbFindings.IsSiBeforeIl(text, at, sentence))
                return false;
        }
        return true;
    }

    private static IEnumerable<Draft> Clauses(WrittenText text, WrittenSentence sentence)
    {
        var begin = sentence.FirstWord;
        for (var at = sentence.FirstWord + FewestWords; at + FewestWords - 1 <= sentence.LastWord; at++)
        {
            if (at - begin < FewestWords)
                continue;
            var between = text.Text.AsSpan(text[at - 1].End, text[at].Start - text[at - 1].End);
            if (between.Contains(';') && StartsClause(text, at, sentence))
            {
                yield return Cut(text, at, at);
                begin = at;
            }
            else if (text[at].Form is "et" or "mais" && at + FewestWords <= sentence.LastWord && text[at + 1].Start - text[at].End == 1 && StartsClause(text, at + 1, sentence))
            {
                // « mais » stays: it says that the second clause limits the first.
                yield return Cut(text, at, text[at].Form == "et" ? at + 1 : at);
                begin = at;
            }
        }
    }

    private static Draft Cut(WrittenText text, int from, int next)
    {
        var start = text[from - 1].End;
        var letter = text[next].Start;
        var edit = new Edit(start, letter + 1 - start, ". " + char.ToUpperInvariant(text.Text[letter]));
        var (left, right) = (text[from - 1].Start, text[next].End);
        return new Draft(ProposalKind.Split, [edit], text.Text[left..right], Edited.Apply(text.Text[left..right], [edit with { Start = edit.Start - left }]));
    }

    /// <summary>A subject pronoun with the verb that agrees with it; « vous » and « nous » may also be objects.</summary>
    private static bool StartsClause(WrittenText text, int at, WrittenSentence sentence)
    {
        var subject = text[at].Form;
        if (subject is "il" or "elle" or "ils" or "elles" or "cela")
            return true;
        if (subject is not ("vous" or "nous"))
            return false;
        for (var next = at + 1; next <= Math.Min(sentence.LastWord, at + 3); next++)
        {
            var form = text[next].Form;
            if (form is "ne" or "n" or "y" or "en" or "l" or "le" or "la" or "les" or "lui" or "leur" || (form == subject && next == at + 1))
                continue;
            return subject == "vous" ? form.EndsWith("ez", StringComparison.Ordinal) || form is "êtes" or "faites" or "dites" : form.EndsWith("ons", StringComparison.Ordinal) || form == "sommes";
        }
        return false;
    }
}
