namespace Collegue.Answering.Extracting;

/// <summary>Tells sentences from titles of tables and boxes, and from questions the source asks itself.</summary>
internal static class SentenceShape
{
    private const int ShortestUnpunctuated = 14;

    /// <summary>A question of the source is not an answer, nor is its title said again.</summary>
    public static bool CanAnswer(Sentence sentence) =>
        !sentence.Text.AsSpan().TrimEnd("»\")] ").EndsWith("?")
        && sentence.Stems.Any(stem => !sentence.Passage.Document.TitleStems.Contains(stem));

    public static bool IsWhole(Sentence sentence)
    {
        if (sentence.Span.Kind is SentenceKind.Row or SentenceKind.Item)
            return true;
        var text = sentence.Text.AsSpan().TrimEnd("»\")] ");
        return !text.IsEmpty && text[^1] is '.' or '!' or '…' or ':' or ';' || (!text.IsEmpty && sentence.WordCount >= ShortestUnpunctuated);
    }
}
