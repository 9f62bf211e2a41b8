using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>Words and formulas of the lists with what may take their place, capitals and elisions put right.</summary>
internal static class Wordings
{
    public static IEnumerable<Draft> Plainer(WrittenText text, Glossary glossary)
    {
        foreach (var (word, words, entry) in glossary.In(text))
        {
            if (entry.Plainer is { } plainer && Replacing(text, word, words, plainer) is { } edit)
                yield return Of(ProposalKind.Plainer, text, edit, entry.Explanation);
        }
    }

    public static IEnumerable<Draft> Softer(WrittenText text, PhraseList softer) => Replaced(ProposalKind.Courtesy, text, softer);

    public static IEnumerable<Draft> Shorter(WrittenText text, PhraseList padding) => Replaced(ProposalKind.Shorter, text, padding);

    private static IEnumerable<Draft> Replaced(ProposalKind kind, WrittenText text, PhraseList list)
    {
        foreach (var (word, words, value) in list.In(text))
        {
            var edit = value.Length == 0 ? LeavingOut(text, word, words) : Replacing(text, word, words, value);
            if (edit is not null)
                yield return Of(kind, text, edit, "");
        }
    }

    private static Draft Of(ProposalKind kind, WrittenText text, Edit edit, string explanation) =>
        new(kind, [edit], text.Text.Substring(edit.Start, edit.Length), edit.Replacement, explanation);

    /// <summary>A formula that begins a sentence is left out with the comma and spaces after it; the next word takes the capital.</summary>
    private static Edit? LeavingOut(WrittenText text, int word, int words)
    {
        var last = word + words - 1;
        if (last + 1 >= text.Words || !Begins(text, word) || !SameSentence(text, last + 1))
            return null;
        var (start, next) = (text[word].Start, text[last + 1].Start);
        if (!text.Text.AsSpan(text[last].End, next - text[last].End).Trim().Trim("'’,:").IsEmpty)
            return null;
        return new Edit(start, next + 1 - start, char.ToUpperInvariant(text.Text[next]).ToString());
    }

    private static Edit? Replacing(WrittenText text, int word, int words, string value)
    {
        var (first, last) = (text[word], text[word + words - 1]);
        var start = first.Start;
        var end = last.End;
        if (last.Elided)
        {
            // The apostrophe is part of what is replaced: « afin d' » by « pour », « à compter d' » by « à partir d' ».
            end++;
            value += Elisions.IsElided(value) ? "’" : " ";
        }
        else if (NextIsVowel(text, word + words) && Elisions.Elided(value) is { } shortened)
        {
            end = text[word + words].Start;
            value = shortened + "’";
        }
        if (char.IsUpper(text.Text[start]))
            value = char.ToUpperInvariant(value[0]) + value[1..];
        if (word == 0 || !Touches(text, word))
            return new Edit(start, end - start, value);

        var before = text[word - 1];
        if (before.Elided && !Elisions.BeginsWithVowel(value))
            return Elisions.Whole(before.Form) is { } whole ? new Edit(before.Start, end - before.Start, Capital(text, before, whole) + " " + value) : null;
        if (!before.Elided && Elisions.BeginsWithVowel(value) && !Elisions.BeginsWithVowel(first.Form))
            return Elisions.Elide(before.Form) is { } elided ? new Edit(before.Start, end - before.Start, Capital(text, before, elided) + "’" + value)
                : Elisions.Forbids(before.Form) ? null : new Edit(start, end - start, value);
        return new Edit(start, end - start, value);
    }

    /// <summary>Only a space stands before the word, which begins with a vowel.</summary>
    private static bool NextIsVowel(WrittenText text, int word) =>
        word < text.Words && Touches(text, word) && text.Text[text[word].Start - 1] is ' ' or '\u00A0' && Elisions.BeginsWithVowel(text[word].Form) && !text[word].Form.StartsWith('h');

    private static string Capital(WrittenText text, WrittenWord word, string value) =>
        char.IsUpper(text.Text[word.Start]) ? char.ToUpperInvariant(value[0]) + value[1..] : value;

    private static bool Begins(WrittenText text, int word) => word == 0 || text.Text.AsSpan(text[word - 1].End, text[word].Start - text[word - 1].End).IndexOfAny(".!?\n:") >= 0;

    private static bool SameSentence(WrittenText text, int word) => text.Text.AsSpan(text[word - 1].End, text[word].Start - text[word - 1].End).IndexOfAny(".!?\n") < 0;

    /// <summary>Nothing but a space or an apostrophe before the word.</summary>
    private static bool Touches(WrittenText text, int word) => text[word].Start - text[word - 1].End <= 1 && text.Text[text[word].Start - 1] != '\n';
}
