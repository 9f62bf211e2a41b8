namespace Collegue.Answering.Extracting;

/// <summary>A word no document holds may be one of theirs with a letter wrong.</summary>
internal static class Misspellings
{
    private const int ShortestMended = 5;
    private const int MostMendings = 3;
    private const int DocumentsRead = 4;

    public static ReadQuestion Mend(ReadQuestion question, IReadOnlyDictionary<string, double> frequencies, IReadOnlyList<ReadDocument> documents)
    {
        if (!question.Terms.Any(Absent))
            return question;
        var stems = documents.Take(DocumentsRead)
            .SelectMany(document => document.Passages.SelectMany(passage => passage.Stems).Concat(document.TitleStems))
            .ToHashSet();
        return new ReadQuestion(question.Text, question.Kind, [.. question.Terms.Select(term => Absent(term) ? Mended(term, stems) : term)]);

        bool Absent(QuestionTerm term) =>
            term.IsSubject && term.Stem.Length >= ShortestMended && frequencies.GetValueOrDefault(term.Plain) <= 0;
    }

    private static QuestionTerm Mended(QuestionTerm term, HashSet<string> stems)
    {
        var near = stems.Where(stem => OneLetterApart(stem, term.Stem)).Take(MostMendings).Select(stem => new[] { stem }).ToList();
        return near.Count == 0 ? term : term with { Others = [.. term.Others, .. near] };
    }

    /// <summary>One letter added, removed, changed, or two exchanged; the first letter is right.</summary>
    internal static bool OneLetterApart(string one, string other)
    {
        if (one.Length > other.Length)
            (one, other) = (other, one);
        if (other.Length - one.Length > 1 || one.Length == 0 || one[0] != other[0])
            return false;
        var at = 0;
        while (at < one.Length && one[at] == other[at])
            at++;
        if (one.Length < other.Length)
            return one.AsSpan(at).SequenceEqual(other.AsSpan(at + 1));
        if (at >= one.Length - 1)
            return true;
        return one.AsSpan(at + 1).SequenceEqual(other.AsSpan(at + 1))
            || (one[at] == other[at + 1] && one[at + 1] == other[at] && one.AsSpan(at + 2).SequenceEqual(other.AsSpan(at + 2)));
    }
}
