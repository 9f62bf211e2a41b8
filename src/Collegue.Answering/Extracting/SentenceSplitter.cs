namespace Collegue.Answering.Extracting;

/// <summary>
/// Cuts a passage into spans that can be quoted. Spans are in order, never overlap, are never blank, and only white space and
/// list dashes lie between them.
/// </summary>
internal static class SentenceSplitter
{
    public static IReadOnlyList<SentenceSpan> Split(string text)
    {
        if (IsRow(text))
            return [Trimmed(text, 0, text.Length, SentenceKind.Row, -1, 0)];

        var spans = new List<SentenceSpan>();
        var introduction = -1;
        var paragraph = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            introduction = SplitLine(text, start, end, introduction, paragraph++, spans);
            start = end + 1;
        }
        return spans;
    }

    private static int SplitLine(string text, int start, int end, int introduction, int paragraph, List<SentenceSpan> spans)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        if (start + 1 < end && text[start] is '-' or '–' or '•' && text[start + 1] == ' ')
        {
            var item = Trimmed(text, start + 2, end, SentenceKind.Item, introduction, paragraph);
            if (item.Length > 0)
                spans.Add(item);
            return introduction;
        }

        var last = -1;
        while (start < end)
        {
            var stop = SentenceBoundary.Next(text, start, end);
            var kind = stop == end && text.AsSpan(start, stop - start).TrimEnd().EndsWith(":") ? SentenceKind.Introduction : SentenceKind.Plain;
            var span = Trimmed(text, start, stop, kind, -1, paragraph);
            if (span.Length > 0)
            {
                if (kind == SentenceKind.Introduction)
                    last = spans.Count;
                spans.Add(span);
            }
            start = stop;
        }
        return last;
    }

    private static SentenceSpan Trimmed(string text, int start, int end, SentenceKind kind, int introduction, int paragraph)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new SentenceSpan(start, end - start, kind, introduction, paragraph);
    }

    /// <summary>At least two lines, all "column : value" with a short column: a table row only makes sense whole.</summary>
    private static bool IsRow(string text)
    {
        const int longestColumn = 60;
        var lines = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].Trim();
            if (line.IsEmpty)
                continue;
            var colon = line.IndexOf(" : ");
            if (colon is < 1 or > longestColumn || line[0] == '-' || line[..colon].Contains('.'))
                return false;
            lines++;
        }
        return lines >= 2;
    }
}
