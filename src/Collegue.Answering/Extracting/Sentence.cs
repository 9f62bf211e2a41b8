using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Extracting;

/// <summary>A span of a passage with what is needed to choose it.</summary>
internal sealed class Sentence(ReadPassage passage, int index, SentenceSpan span)
{
    public ReadPassage Passage { get; } = passage;

    public int Index { get; } = index;

    public SentenceSpan Span { get; } = span;

    public string Text { get; } = span.In(passage.Source.Text);

    public HashSet<string> Stems => field ??= Words.Stems(Text);

    public int WordCount => field == 0 ? field = Math.Max(1, Text.Count(letter => letter is ' ' or '\n' or '\u00A0') + 1) : field;

    public bool IsDangling => Index > 0 && Dangling.StartsSo(Text);

    public double Score { get; set; }
}

/// <summary>A passage with its sentences; those of other kinds than body are kept whole.</summary>
internal sealed class ReadPassage
{
    public ReadPassage(ReadDocument document, CandidatePassage source)
    {
        Document = document;
        Source = source;
    }

    public ReadDocument Document { get; }

    public CandidatePassage Source { get; }

    /// <summary>Cut when first asked: most passages read are only weighed as a whole.</summary>
    public IReadOnlyList<Sentence> Sentences =>
        field ??= [.. SentenceSplitter.Split(Source.Text).Select((span, index) => new Sentence(this, index, span))];

    public bool IsText => Source.Kind is PassageKind.Body or PassageKind.Definition;

    public HashSet<string> HeadingStems => field ??= Words.Stems(Source.Heading);

    public HashSet<string> SituationStems => field ??= Words.Stems(Source.Situation);

    public HashSet<string> Stems => field ??= Words.Stems(Source.Text);
}

internal sealed class ReadDocument
{
    public ReadDocument(CandidateDocument source)
    {
        Source = source;
        Passages = [.. source.Passages.OrderBy(passage => passage.Position).Select(passage => new ReadPassage(this, passage))];
    }

    public CandidateDocument Source { get; }

    public IReadOnlyList<ReadPassage> Passages { get; }

    /// <summary>False for a sheet that only gathers others: its text is its title.</summary>
    public bool HasText => Passages.Any(passage => passage.IsText
        && !Words.Of(passage.Source.Text).TrueForAll(word => TitleStems.Contains(word.Stem)));

    public HashSet<string> TitleStems => field ??= Words.Stems(Source.Title);

    /// <summary>Content words of the title, to know how much of it the question says.</summary>
    public IReadOnlyList<Word> TitleWords => field ??= QuestionReader.ContentWords(Source.Title);
}
