using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Proposing;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing;

/// <summary>
/// Reads a French text: figures, findings with exact offsets, proposals. Never throws, whatever the text, and looks at each word a
/// bounded number of times.
/// </summary>
public sealed class Diagnostician
{
    /// <summary>Words from which a sentence is long.</summary>
    public const int LongSentence = 21;

    private readonly WritingLists _lists;

    internal Diagnostician(WritingLists lists) => _lists = lists;

    public Diagnosis Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(WrittenText.Of(text));
    }

    internal Diagnosis Read(WrittenText text)
    {
        var lists = _lists.Current;
        if (!RareWords.IsFrench(text, lists.Common))
            return new Diagnosis(text.Text, false, Counting.None(text), [], [], [], []);
        List<Finding> findings = [.. VerbFindings.In(text).Concat(Jargon(text, lists)).Concat(Rare(text, lists)).OrderBy(finding => finding.Start).ThenBy(finding => finding.Kind)];
        List<MeasuredSentence> sentences = [.. text.Sentences.Select(sentence => new MeasuredSentence(
            sentence.Start, sentence.Length, sentence.Words, Difficulty.Of(text, sentence), sentence.Words >= LongSentence))];
        return new Diagnosis(
            text.Text, true, Counting.Of(text, sentences, findings), sentences, findings, Proposals.For(text, lists), [.. Cuts.Advice(text)]);
    }

    private static IEnumerable<Finding> Jargon(WrittenText text, WritingVocabulary lists) => lists.Glossary.In(text).Select(found =>
    {
        var (start, end) = (text[found.Word].Start, text[found.Word + found.Words - 1].End);
        return new Finding(FindingKind.Jargon, start, end - start, text.Text[start..end], found.Value);
    });

    private static IEnumerable<Finding> Rare(WrittenText text, WritingVocabulary lists)
    {
        foreach (var sentence in text.Sentences)
        {
            for (var at = sentence.FirstWord; at <= sentence.LastWord; at++)
            {
                if (RareWords.IsRare(text, at, sentence, lists.Common))
                    yield return new Finding(FindingKind.Rare, text[at].Start, text[at].Length, text.Text.Substring(text[at].Start, text[at].Length));
            }
        }
    }
}
